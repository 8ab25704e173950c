set title 'Error of a central difference, by its step'
set xlabel 'step'
set ylabel 'largest error of the slope of tanh'
set logscale xy
set format '10^{%T}'
set xtics 100
set ytics 100
set mxtics 1
set mytics 1
set xrange [1e-13:0.2]
set yrange [1e-12:1]
set datafile missing '?'
set label 'float' at 1e-6,0.2 textcolor rgb orange
set label 'double' at 1e-12,0.003 textcolor rgb blue
set label "circles: the steps\nof gradient checks" at 3e-13,1e-9 textcolor rgb '#222222'
plot $data index 0 using 1:2 with linespoints linecolor rgb orange pointtype 9 pointsize 0.5, \
     $data index 0 using 1:3 with linespoints linecolor rgb blue pointtype 7 pointsize 0.5, \
     $data index 1 using 2:3 with points linecolor rgb '#222222' pointtype 6 pointsize 1.6, \
     $data index 1 using 2:3:(gprintf('%.1t·10^{%T}', $2)) with labels offset -0.6,2.2
