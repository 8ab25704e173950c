set terminal svg size 760,480 font 'sans-serif,15' background rgb 'white' linewidth 1.5
set title 'Time of a training step, as a multiple of the time of code written by hand'
set logscale x
set xrange [0.1:1000]
set xtics ('0.1' 0.1, '1' 1, '10' 10, '100' 100, '1000' 1000)
set yrange [*:*] reverse
set offsets 0, 0, 0.6, 0.6
set grid xtics ytics linecolor rgb '#dddddd'
set key outside bottom center horizontal maxcols 2 Left reverse
set arrow from 1, graph 0 to 1, graph 1 nohead linecolor rgb '#444444' dashtype 2
set datafile missing '?'
plot $data using 2:0:ytic(strcol(1)) with points pointtype 7 pointsize 1.1 linecolor rgb blue title '4 samples, 41 parameters', \
     $data using 3:0 with points pointtype 5 pointsize 1 linecolor rgb orange title 'moons: 100 samples, 337 parameters', \
     $data using 4:0 with points pointtype 9 pointsize 1.2 linecolor rgb green title 'digits: 1,797 samples, 2,410 parameters', \
     $data using 5:0 with points pointtype 13 pointsize 1.3 linecolor rgb '#777777' title 'GPT: a name, 4,192 parameters'
