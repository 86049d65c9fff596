"""Renders "Morning walk", the sample film's music: 12 seconds in C major, 100 beats a minute, stereo at 48 kHz.

Usage: python3 morning_walk.py morning-walk.wav

Plucked eighths over a pad, a bass, a shaker and a soft kick; four bars and a last chord that rings out. Needs Python's
standard library only and gives the same samples every time.
"""

import array
import math
import random
import sys
import wave

RATE = 48_000
SECONDS = 12
BEAT = 0.6
GAIN = 0.55  # set by measuring: -16 LUFS integrated

# A bar each: bass, pad, and the eighths of the pluck (MIDI notes; 0 rests).
BARS = [
    (48, (60, 64, 67), (72, 76, 79, 84, 79, 76, 79, 76)),
    (47, (59, 62, 67), (71, 74, 79, 83, 79, 74, 81, 79)),
    (45, (60, 64, 69), (72, 76, 81, 84, 83, 81, 79, 76)),
    (41, (60, 65, 69), (77, 72, 69, 72, 79, 74, 71, 74)),
]
LAST = (36, (60, 64, 67, 74), (72, 76, 79, 84))


def hertz(note):
    return 440 * 2 ** ((note - 69) / 12)


def tone(note, seconds, partials, attack, release):
    """Sum of decaying partials (multiple, level, decays a second), faded in and out."""
    n = int(seconds * RATE)
    out = [0.0] * n
    for multiple, level, decay in partials:
        step = 2 * math.pi * hertz(note) * multiple / RATE
        fall = math.exp(-decay / RATE)
        a = level
        for i in range(n):
            out[i] += a * math.sin(step * i)
            a *= fall
    for i in range(n):
        out[i] *= min(1.0, i / (attack * RATE), (n - i) / (release * RATE))
    return out


PLUCK = [(1, 1.0, 3.2), (2, 0.45, 5.0), (3, 0.22, 7.5), (4, 0.10, 11.0), (5, 0.05, 16.0)]
PAD = [(1, 1.0, 0), (1.003, 0.8, 0), (2, 0.25, 0), (3, 0.08, 0)]
BASS = [(1, 1.0, 1.2), (2, 0.5, 2.0), (3, 0.15, 4.0)]


def kick():
    n = int(0.22 * RATE)
    phase = 0.0
    out = []
    for i in range(n):
        t = i / RATE
        phase += 2 * math.pi * (48 + 70 * math.exp(-t * 38)) / RATE
        out.append(math.sin(phase) * math.exp(-t * 17) * min(1.0, i / 60, (n - i) / 200))
    return out


def shaker(chance):
    n = int(0.07 * RATE)
    out = []
    low = 0.0
    for i in range(n):
        x = chance.uniform(-1, 1)
        low += 0.35 * (x - low)
        t = i / RATE
        out.append((x - low) * min(1.0, t / 0.012) * math.exp(-t * 60))
    return out


def add(track, sound, at, level, pan):
    """Adds a sound at a time in seconds; pan from -1 (left) to 1 (right), equal power."""
    start = int(at * RATE)
    angle = (pan + 1) * math.pi / 4
    for channel, k in ((0, math.cos(angle)), (1, math.sin(angle))):
        line = track[channel]
        for i in range(min(len(sound), len(line) - start)):
            line[start + i] += level * k * sound[i]


def compose():
    dry = [[0.0] * (SECONDS * RATE) for _ in range(2)]
    chance = random.Random(1)
    bar = 4 * BEAT
    thump = kick()
    for b, (bass, pad, eighths) in enumerate(BARS):
        at = b * bar
        for note in pad:
            add(dry, tone(note, bar + 0.5, PAD, 0.35, 0.5), at, 0.085, (note - 64) / 12)
        for beat, length in ((0, 1.5), (2, 1.0), (3, 0.5)):
            add(dry, tone(bass, length * BEAT * 1.4, BASS, 0.01, 0.15), at + beat * BEAT, 0.34, 0)
        for i, note in enumerate(eighths):
            level = 0.42 if i % 4 == 0 else 0.33
            add(dry, tone(note, 1.3, PLUCK, 0.004, 0.3), at + i * BEAT / 2, level, 0.35 * math.sin(i * 1.3 + b))
        for beat in range(4):
            if beat % 2 == 0:
                add(dry, thump, at + beat * BEAT, 0.45, 0)
            add(dry, shaker(chance), at + beat * BEAT, 0.07, 0.3)
            add(dry, shaker(chance), at + (beat + 0.5) * BEAT, 0.13, 0.3)
    end(dry, len(BARS) * bar, thump)
    return dry


def end(dry, at, thump):
    """The last chord, rolled, that rings out."""
    bass, pad, notes = LAST
    rest = SECONDS - at
    add(dry, thump, at, 0.45, 0)
    add(dry, tone(bass + 12, rest, BASS, 0.01, 1.2), at, 0.36, 0)
    for note in pad:
        add(dry, tone(note, rest, PAD, 0.2, 1.9), at, 0.075, (note - 66) / 12)
    for i, note in enumerate(notes):
        add(dry, tone(note, rest - 0.3, PLUCK, 0.004, 0.8), at + i * 0.07, 0.40, i * 0.25 - 0.4)


def room(line, delays):
    """A small room: feedback combs with damped highs (after Schroeder)."""
    out = [0.0] * len(line)
    for delay in delays:
        ring = [0.0] * delay
        low = 0.0
        at = 0
        for i, x in enumerate(line):
            y = ring[at]
            low += 0.6 * (y - low)
            ring[at] = x + 0.72 * low
            at = at + 1 if at + 1 < delay else 0
            out[i] += y
    return out


def main():
    dry = compose()
    wet = [room(dry[0], (1557, 1831, 2053)), room(dry[1], (1597, 1867, 2099))]
    out = array.array("h")
    fade = int(0.4 * RATE)
    total = SECONDS * RATE
    for i in range(total):
        k = min(1.0, (total - i) / fade)
        for channel in (0, 1):
            x = GAIN * k * (dry[channel][i] + 0.16 * wet[channel][i])
            out.append(round(32767 * 0.84 * math.tanh(x / 0.84)))
    if sys.byteorder == "big":
        out.byteswap()
    with wave.open(sys.argv[1], "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(out.tobytes())


if __name__ == "__main__":
    main()
