set title 'Loss before each step, at three learning rates'
set xlabel 'step'
set ylabel 'loss'
set xrange [0:19]
set yrange [0:9]
set label '0.5: too large, stuck at 8' at 6,8.55 textcolor rgb orange
set label '0.001: too small' at 11,4.5 textcolor rgb blue
set label '0.1: right' at 5,0.6 textcolor rgb green
plot $data using 1:4 with linespoints linecolor rgb orange pointtype 9 pointsize 0.6, \
     $data using 1:2 with linespoints linecolor rgb blue pointtype 7 pointsize 0.6, \
     $data using 1:3 with linespoints linecolor rgb green pointtype 5 pointsize 0.6
