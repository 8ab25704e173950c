set title 'How hard each loss pulls the answer down'
set xlabel 's, the number before the last step: it should be far below 0'
set ylabel 'slope of the loss'
set xrange [-4:8]
set yrange [0:2.5]
set label 'squared error of tanh(s)' at 1.0,1.75 textcolor rgb orange
set label 'cross-entropy' at 4.2,1.12 textcolor rgb blue
plot $data using 1:2 with lines linecolor rgb orange linewidth 2, \
     $data using 1:3 with lines linecolor rgb blue linewidth 2
