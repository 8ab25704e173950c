set title 'Time of a training step, as a multiple of the hand-written one'
set ylabel 'times the hand-written step (log scale)'
set logscale y
set yrange [0.5:2000]
set ytics ('1' 1, '10' 10, '100' 100, '1000' 1000)
set xrange [-0.6:*]
set xtics scale 0
set boxwidth 0.36
set style fill solid
set key top left Left reverse
plot $data using 0:2:xtic(1) with dots linecolor rgb blue notitle, \
     $data using ($0 - 0.19):2 with boxes linecolor rgb blue title '4 samples, 41 parameters', \
     $data using ($0 + 0.19):3 with boxes linecolor rgb orange title 'moons: 100 samples, 337 parameters', \
     $data using ($0 - 0.19):2:(sprintf('%.3g', $2)) with labels offset 0,0.6 notitle, \
     $data using ($0 + 0.19):3:(sprintf('%.3g', $3)) with labels offset 0,0.6 notitle
