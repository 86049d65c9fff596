"""Prompts cleaned by upstream's code with the real ftfy, and cut by the real SentencePiece.

    python3 text.py FOLDER

Makes FOLDER/tokenizer/ and an index with the one entry `tokenizer`.
"""

import html
import io
import json
import random
import sys
from pathlib import Path

import upstream

upstream.start()

LINES = [
    "A cat sits on a surfboard.", "schöne Grüße aus München", "Ça va très bien, à bientôt !", "voilà le travail",
    "El niño comió piñata; ¿qué tal?", "Příliš žluťoučký kůň úpěl ďábelské ódy", "Zażółć gęślą jaźń",
    "Съешь же ещё этих мягких французских булок", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία", "夏日海滩，一只白色猫咪！",
    "一只熊猫在竹林里弹吉他。", "吾輩は猫である。名前はまだ無い。", "한국어 문장입니다", "صورة قطة على الشاطئ",
    "תמונה של חתול", "ภาพแมวบนชายหาด", "हिन्दी में एक वाक्य", "Ağrı dağı çiçek şölen İstanbul", "Ąžuolas šlama žvaigždė",
    "“Curly” quotes — it’s an ellipsis…", "price 5€ or £3 or ¥100", "½ cup × 3 ≈ 1.5 ± 0.1 µm", "emoji 😀🎉👩‍👩‍👧 end",
    "naïve façade coöperate", "© 2024 ® ™ §5 ¶", "Smörgåsbord på Åland", "français: œuvre, cœur", "ﬁre ﬂame oﬃce ﬆop Ǆ ŉ ĳ",
    "ＦＵＬＬ　ＷＩＤＴＨ１２３，。！？（）", "ﾊﾝｶｸ ｶﾀｶﾅ ￦￥", "I ♥ NY ✔ ok ✓ →", "¯\\_(ツ)_/¯ (｡◕‿◕｡) ò_ó ö_Ö", "Â Ã Å alone",
    "São Paulo, às vezes", "RÉSUMÉ NAÏVE", "x² + y³ = z¹", "Ω≈ç√ ∫ ∂", "┌─┐│└┘ boxes ▓▒░", "0° north, 25°C", "«guillemets»",
]
ENTITIES = [
    "fish &amp; chips", "&lt;tag&gt; &amp;quot;twice&amp;quot;", "&amp;amp;amp;lt;", "&eacute; &EACUTE; &nbsp;x", "&#233; &#xE9; &#XE9;",
    "&#0; &#x110000; &#xD800; &#128; &#150; &#x9f; &#129;", "&#99999999999;", "&#xFFFFFFFF;", "&amp &lt &copy &notit; &notin;", "&hellip;&mdash;",
    "&bogus; &;", "&#; &#x;", "this&not that", "&ampamp;", "a<b &amp; c", "&NotEqualTilde; &fjlig;", "&#8217;s", "&#39;x&#39;",
    "P&EACUTE;REZ &SZLIG; &nTILDE;", "&#1;&#11;&#12;&#13;&#127;", "&#xFDD0;&#xFFFE;", "&lang;&rang;", "&frac12; &Jscr;", "&amp;#233;",
    "&AMP; &AMPX; &COPY;2", "&#x1F600;", "&quot;&apos;", "&ThickSpace;|&zwj;|", "&middot;&times;&sup2", "&shy;x",
]
CONTROLS = [
    "a\x00b\x07c\x1b[31mred\x1b[0m", "line1\r\nline2\rline3\u2028line4\u2029l5\x85l6", "\ufeffbom \ufffc obj", "tab\tvt\x0bff\x0cend",
    "nbsp\xa0 thin\u2009 ideographic\u3000 zw\u200b. \u1680ogham\u202f\u205f", "\x91quoted\x92 \x93x\x94 \x80 \x81\x8d", "e\u0301 combining A\u030a",
    "\u206a\u206f\ufff9", "soft\xadhyphen", "a\x1cb\x1db\x1ec\x1fd", "   lead and trail \t\n", "", " ", "\n", "_under_score-_", "UPPER İSTANBUL ΣΑΣ",
    "ending�", "â€œlossyâ€�", "Ã", "Ã ", "é", "<b>&eacute;</b>\n&eacute;", "&eacute;\n<b>&eacute;\n&lt;", "\u2018a\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u02bc",
    "Ã  la mode", "Ã la mode, Ãs vezes", "voilÃ  le travail", "l’humanitÃ©", "‚Äúmac‚Äù", "ÔªøBOM", "├⌐t├⌐", "вЂњtextвЂќ", "РџСЂРёРІРµС‚", "ä½ å¥½ ä¸–ç•Œ",
]
ENCODINGS = ["latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "sloppy-windows-1250", "sloppy-windows-1253",
             "sloppy-windows-1254", "sloppy-windows-1257", "iso-8859-2", "macroman", "cp437", "cp1252"]


def garbled(text, encoding, errors="strict"):
    return text.encode("utf-8").decode(encoding, errors)


def raws(seed, count):
    import ftfy.bad_codecs  # noqa: F401

    r = random.Random(seed)
    out = LINES + ENTITIES + CONTROLS
    for line in LINES:
        for e in ENCODINGS:
            try:
                out.append(garbled(line, e))
            except UnicodeDecodeError:
                out.append(garbled(line, e, "replace"))
    known = [o for o in out]
    while len(out) < count:
        a, b = r.choice(known), r.choice(known)
        kind = r.randrange(9)
        if kind == 0:
            text = a + " " + b
        elif kind == 1:
            text = a + "\n" + b
        elif kind == 2:
            text = "sloppy"
            try:
                text = garbled(a, r.choice(ENCODINGS))
            except UnicodeDecodeError:
                text = a[::-1]
        elif kind == 3:
            i = r.randrange(len(a) + 1)
            text = a[:i] + r.choice("ÂÃâà€œ �\xa0×°ï¿½") + a[i:]
        elif kind == 4:
            text = html.escape(a) if r.random() < 0.5 else html.escape(html.escape(a))
        elif kind == 5:
            text = a.replace("\xa0", " ")
        elif kind == 6:
            text = a[r.randrange(len(a) + 1):] + b[: r.randrange(len(b) + 1)]
        elif kind == 7:
            text = "".join(chr(r.choice([r.randrange(0x80, 0x180), r.randrange(0x20, 0x7F), r.randrange(0x390, 0x460),
                                         r.randrange(0x2010, 0x2123)])) for _ in range(r.randrange(1, 12)))
        else:
            text = "".join(r.choice(a + b + " ") for _ in range(r.randrange(1, 10)))
        out.append(text)
    return list(dict.fromkeys(out))


def models(folder):
    """SentencePiece models of several kinds on a tiny corpus."""
    import sentencepiece as spm

    corpus = folder / "corpus.txt"
    corpus.write_text("\n".join(LINES * 4))
    kinds = {
        "nfkc_bytes": dict(vocab_size=900, byte_fallback=True, normalization_rule_name="nmt_nfkc"),
        "lower": dict(vocab_size=500, normalization_rule_name="nmt_nfkc_cf"),
        "plain": dict(vocab_size=480, normalization_rule_name="identity", add_dummy_prefix=False),
        "spaces": dict(vocab_size=480, normalization_rule_name="nfkc", remove_extra_whitespaces=False),
        "own": dict(vocab_size=520, user_defined_symbols=["<extra_id_0>", "cat", "猫"], split_digits=True),
    }
    for name, said in kinds.items():
        out = io.BytesIO()
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(LINES * 4), model_writer=out, model_type="unigram", character_coverage=0.98,
            pad_id=0, eos_id=1, bos_id=2, unk_id=3, hard_vocab_limit=False, minloglevel=2, num_threads=1, **said)
        (folder / f"{name}.model").write_bytes(out.getvalue())
    corpus.unlink()
    return list(kinds)


def main(root, count):
    import sentencepiece as spm

    root = Path(root)
    folder = root / "tokenizer"
    folder.mkdir(parents=True, exist_ok=True)
    tokenizers = upstream.wan()("modules.tokenizers")
    all = raws(1, count)
    cases = {"text": {"cases": [cleaned(tokenizers, raw) for raw in all]}}
    for name in models(folder):
        sp = spm.SentencePieceProcessor(model_file=str(folder / f"{name}.model"))
        some = all[:130] + all[130::29] + ["</s> special <pad> <extra_id_0> <unk> ▁x", "a" * 60, "catcat 12345"]
        entries = []
        for raw in some:
            clean = tokenizers.whitespace_clean(tokenizers.basic_clean(raw))
            entries.append({"raw": raw, "clean_whitespace": clean, "spm_pieces": sp.encode(clean, out_type=str),
                            "spm_ids": sp.encode(clean), "spm_ids_of_raw": sp.encode(raw)})
        cases[name] = {"max_len": 24, "cases": entries}
    (folder / "cases.json").write_text(json.dumps(cases, ensure_ascii=True))
    entry = {"id": "tokenizer", "files": {"case": "tokenizer/cases.json", "models": [
        f"tokenizer/{n}.model" for n in cases if n != "text"]}, "config": "see cases.json", "tolerance": "exact"}
    (root / "index.json").write_text(json.dumps({"format": 1, "set": "text", "vectors": [entry]}, indent=1))


def cleaned(tokenizers, raw):
    import ftfy

    basic = tokenizers.basic_clean(raw)
    return {"raw": raw, "ftfy_fix_text": ftfy.fix_text(raw), "clean_whitespace": tokenizers.whitespace_clean(basic),
            "clean_lower": tokenizers.whitespace_clean(basic).lower(), "clean_canonicalize": tokenizers.canonicalize(basic)}


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4000)
