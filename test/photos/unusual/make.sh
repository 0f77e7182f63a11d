#!/bin/sh
# Makes the files of this folder with encoders that are no part of the project. Debian 12: apt-get install imagemagick
# libavif-bin libjpeg-turbo-progs libtiff-tools (ImageMagick 6.9.11, avifenc 0.11.1, cjpeg 2.1.5, tiffcp 4.5.0).
# Each shows the same board of 40x24 px: red and green above, blue and yellow below.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
convert -size 20x12 xc:'#dc1e1e' xc:'#1ec81e' +append \( xc:'#1e1edc' xc:'#e6e628' +append \) -append "$work/board.png"
convert "$work/board.png" -resize 24x10! "$work/other.tif"
convert "$work/board.png" "$work/board.tif"

convert "$work/board.png" -colorspace CMYK -quality 95 -strip ycck.jpg
convert "$work/board.png" ppm:- | cjpeg -arithmetic -quality 95 -sample 1x1 > arithmetic.jpg
tiffcp -c lzw "$work/board.tif" "$work/other.tif" two-pages.tif
convert "$work/board.png" -interlace plane -depth 16 -compress Zip planes-16bit.tif
convert "$work/board.png" -endian MSB -orient RightTop -compress LZW big-endian-turned.tif
avif="avifenc --speed 6 --min 5 --max 10 --yuv 444"
$avif --irot 1 --imir 1 "$work/board.png" turned.avif
$avif --depth 10 "$work/board.png" ten-bit.avif
$avif --crop 20,0,20,12 "$work/board.png" cropped.avif
$avif --fps 5 "$work/board.png" "$work/board.png" sequence.avif
rm -r "$work"
