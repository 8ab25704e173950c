# What all plots share: SVG on a white card of its own, readable on light and dark pages, and colours
# that differ for everybody (Okabe and Ito's).
set terminal svg size 640,400 font 'sans-serif,15' background rgb 'white' linewidth 1.5
set border 3 linecolor rgb '#444444'
set tics nomirror textcolor rgb '#222222'
set grid ytics linecolor rgb '#dddddd'
unset key
blue = '#0072b2'
orange = '#b54a00'
green = '#00704f'
