set title 'Time of a training step, as a multiple of the reference''s'
set ylabel 'times the reference (log scale)'
set logscale y
set yrange [0.08:4000]
set ytics ('0.1' 0.1, '1' 1, '10' 10, '100' 100, '1000' 1000)
set xrange [-0.6:*]
set xtics scale 0
set bmargin 4
set boxwidth 0.36
set style fill solid
set key top left Left reverse
# A name of two words stands on two lines. A ratio has three digits, or two after the point.
lines(name) = strstrt(name, ' ') == 0 ? name : \
    name[1:strstrt(name, ' ') - 1]."\n".name[strstrt(name, ' ') + 1:*]
ratio(x) = sprintf(x < 1 ? '%.2f' : '%.3g', x)
plot $data using 0:2:xtic(lines(strcol(1))) with dots linecolor rgb blue notitle, \
     $data using ($0 - 0.19):2 with boxes linecolor rgb blue title '4 samples, 41 parameters', \
     $data using ($0 + 0.19):3 with boxes linecolor rgb orange title 'moons: 100 samples, 337 parameters', \
     $data using ($0 - 0.19):2:(ratio($2)) with labels offset 0,0.6 notitle, \
     $data using ($0 + 0.19):3:(ratio($3)) with labels offset 0,0.6 notitle
