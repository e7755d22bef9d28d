#!/bin/sh
# Writes down, on the machine where the program is installed, what Java reads and checks at every start: it then starts
# in a little over half the time. Java takes the file only with the very jars that it was made from, so no package can
# hold it. Run when a package is installed, by whoever may write the program's folder; needs no display. Whatever comes
# between only leaves the file out: the program then starts as slowly as without it.

app=$(dirname "$(readlink -f "$0")")
archive=$app/tiltmeter.jsa
new=$archive.new
settings=$app/tiltmeter.cfg
runtime=${app%/app}/runtime
java=$runtime/bin/java

rm -f "$archive" "$new"
[ -x "$java" ] && [ -r "$app/tiltmeter.classes" ] || exit 0

class_path=$(sed -n "s|^app.classpath=\$APPDIR|$app|p" "$settings" | paste -s -d :)
# the program's own options, but for what is made here and what hides messages; another collector than the program's is
# needed to write objects down
options=$(sed -n "s|^java-options=||p" "$settings" | grep -v -e SharedArchiveFile -e '^-Xlog' -e '^-XX:+Use.*GC$' |
    sed "s|\$APPDIR|$app|")
# where /proc is not there, as in a system that is just being set up, Java's libraries do not find each other by themselves
LD_LIBRARY_PATH=$runtime/lib
export LD_LIBRARY_PATH
if timeout 180 "$java" -Xshare:dump -XX:+AOTClassLinking -XX:+UseG1GC -XX:-UsePerfData \
    -XX:SharedClassListFile="$app/tiltmeter.classes" -XX:SharedArchiveFile="$new" \
    $options -cp "$class_path" >/dev/null 2>&1 && [ -s "$new" ]; then
    chmod 644 "$new" && mv -f "$new" "$archive"
fi
rm -f "$new"
exit 0
