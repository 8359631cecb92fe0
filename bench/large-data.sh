#!/usr/bin/env bash
# Reads, fits and trains on invented data of many rows, and prints time and memory of each step as a table of docs/data.md.
# bench/large-data.sh [ROWS] [FOLDER]: 32,000,000 rows take some 8 GB of disk and half an hour; needs GNU time (apt-get install time).
set -euo pipefail
rows=${1:-32000000}
folder=${2:-$(mktemp -d)}
cd "$(dirname "$0")/.."
dotnet build -c Release src/Drr.Cli -v q --nologo
drr=$PWD/src/Drr.Cli/bin/Release/net10.0/drr
mkdir -p "$folder" && cd "$folder"
[ -d synth ] || "$drr" data synth -q -o synth --users $((rows / 160)) --items $((rows / 400 < 90000 ? rows / 400 : 90000)) --ratings "$rows"
[ -f events.csv ] || awk -F'::' 'BEGIN { print "visitor,sku,at" } { print "visitor-" $1 ",sku-" $2 "," $4 }' synth/ratings.dat > events.csv
[ -f events.csv.gz ] || gzip -1 -k events.csv

echo "$rows rows; $(nproc) cores; load $(cut -d' ' -f1-3 /proc/loadavg); $("$drr" --version)"
echo "| step | time | memory at most |"
echo "|---|---|---|"
step() {
    local name=$1
    shift
    command time -f '%e %M' -o time.txt "$drr" "$@" -q > /dev/null
    read -r seconds kilobytes < time.txt
    echo "| $name | $seconds s | $((kilobytes / 1000)) MB |"
}
columns=(--columns user=visitor,item=sku,time=at)
step "read, ML-1M form" data check synth
step "read, CSV with text ids" data check events.csv "${columns[@]}"
step "read, the same packed by gzip" data check events.csv.gz "${columns[@]}"
step "read and fit vectors" embed --data synth -o vectors.safetensors --force
step "read, fit and train 2,000 steps" train --data synth --steps 2000 -o run --force
