# Sets up whatever is missing for ./run and ./test: system libraries, a virtual environment, locked dependencies,
# translations. Sourced by both with the project's root as current folder. Speaks on standard error only.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Each entry: a package, or alternatives (names changed with Debian 13 and Ubuntu 24.04).
system_packages="libglib2.0-0|libglib2.0-0t64 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 \
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-randr0 libxcb-sync1 libxcb-xfixes0 \
libxkbcommon-x11-0 libx11-xcb1 fonts-dejavu-core fonts-noto-color-emoji"

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

installed() {
    dpkg-query -W -f '${Status}\n' "$1" 2>/dev/null | grep -q '^install ok installed'
}

missing_packages() {
    present=$(dpkg-query -W -f '${Package} ${Status}\n' 2>/dev/null | sed -n 's/ install ok installed$//p')
    for entry in $system_packages; do
        found=
        for name in $(printf '%s' "$entry" | tr '|' ' '); do
            case "
$present
" in *"
$name
"*) found=yes ;; esac
        done
        [ -n "$found" ] || printf '%s\n' "$entry"
    done
    python=$(find_python) || { printf 'python3\npython3-venv\n'; return; }
    "$python" -c 'import ensurepip' 2>/dev/null || printf 'python3-venv\n'
}

install_packages() {
    command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 || return 0
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            as_root=sudo
        else
            names=$(printf '%s\n' $missing | sed 's/|.*//' | tr '\n' ' ')
            stop "Il manque des paquets système et ce compte ne peut pas les installer. Faites-le faire : apt-get install -y --no-install-recommends $names"
        fi
    fi
    say "Installation des paquets système manquants…"
    $as_root apt-get update -q >/dev/null 2>&1 || say "apt-get update a échoué ; on continue avec les listes présentes."
    names=
    for entry in $missing; do
        chosen=
        for name in $(printf '%s' "$entry" | tr '|' ' '); do
            if [ -z "$chosen" ] && apt-cache show "$name" >/dev/null 2>&1; then chosen=$name; fi
        done
        names="$names ${chosen:-${entry%%|*}}"
    done
    # shellcheck disable=SC2086 # a list of names
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -q --no-upgrade --no-install-recommends $names \
        >/tmp/engage-apt.$$ 2>&1 || {
        tail -n 5 /tmp/engage-apt.$$ >&2
        rm -f /tmp/engage-apt.$$
        stop "Les paquets système n'ont pas pu être installés :$names"
    }
    rm -f /tmp/engage-apt.$$
}

make_environment() {
    python=$(find_python) || stop "Il faut Python 3.11 ou plus récent ; installez-le (paquet python3) puis relancez."
    wanted=$({ cat requirements.lock pyproject.toml; "$python" -V; pwd; } | sha256sum | cut -d ' ' -f 1)
    [ "$(cat .venv/stamp 2>/dev/null)" = "$wanted" ] && return 0
    say "Préparation de l'environnement Python (une seule fois)…"
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || {
        rm -rf .venv
        "$python" -m venv .venv || stop "L'environnement virtuel n'a pas pu être créé : installez python3-venv."
    }
    rm -f .venv/stamp
    log=.venv/install.log
    if .venv/bin/python -m pip install -q --disable-pip-version-check uv >"$log" 2>&1 &&
        .venv/bin/uv pip install -q --python .venv/bin/python --compile-bytecode --require-hashes --no-deps \
            -r requirements.lock >>"$log" 2>&1; then
        :
    else
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
            -r requirements.lock >>"$log" 2>&1 || {
            tail -n 5 "$log" >&2
            stop "Les bibliothèques n'ont pas pu être installées (détails : $log)."
        }
    fi
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . >>"$log" 2>&1 || {
        tail -n 5 "$log" >&2
        stop "Le projet n'a pas pu être installé dans son environnement (détails : $log)."
    }
    printf '%s\n' "$wanted" >.venv/stamp
}

compile_translations() {
    po=resources/translations/en/LC_MESSAGES/engage.po
    mo=${po%.po}.mo
    [ -f "$mo" ] && [ ! "$po" -nt "$mo" ] && return 0
    .venv/bin/pybabel -q compile -i "$po" -o "$mo" -l en >&2 || stop "Les traductions n'ont pas pu être compilées : $po"
}

prepare() {
    LC_ALL=${LC_ALL:-C.UTF-8}
    export LC_ALL
    install_packages
    make_environment
    compile_translations
}
