"""Captions for the procedural scenes, English and Chinese: `python captions.py OUT.tsv N`.

Each row is `caption <tab> scene time weather mood camera`; unmentioned attributes are `-` and left to chance.
"""
import sys

import numpy as np

SCENE = {
    "meadow": ["a green meadow", "rolling green hills", "a grassy field with flowers", "the countryside", "a flowery meadow", "a pasture", "spring grassland", "soft hills covered in grass", "a sunny field of grass"],
    "beach": ["the beach", "a sandy beach by the sea", "the seaside", "an ocean shore", "a tropical beach with waves", "the coast", "the sea", "a shore with gentle waves", "sand and ocean"],
    "city": ["a city street", "downtown", "a street with tall buildings", "the city", "an urban avenue", "a town with skyscrapers", "a road in front of the skyline", "a busy metropolis", "a road between buildings"],
    "forest": ["a forest", "a pine forest", "the woods", "a clearing among fir trees", "a dark green forest", "woodland with tall pines", "an evergreen forest", "a forest glade", "among the pine trees"],
    "desert": ["the desert", "sand dunes", "a desert with cacti", "a hot sandy desert", "golden dunes", "the Sahara", "a dry desert with cactus plants", "an arid wasteland of sand", "the wild west desert"],
    "mountains": ["snowy mountains", "the Alps", "a snow-covered mountain valley", "icy peaks", "a winter landscape with mountains", "white mountain tops", "a ski slope", "the frozen north", "a snowfield below high peaks"],
    "room": ["a living room", "a cozy room", "inside a house", "a bedroom with a window", "an indoor room with a rug", "a room at home", "an apartment interior", "a nursery", "a parlor with a picture on the wall"],
    "underwater": ["the bottom of the sea", "an underwater world", "deep under water", "the ocean floor with seaweed", "a coral reef", "the seabed with bubbles", "an aquarium", "beneath the waves", "under the sea"],
    "space": ["outer space", "the surface of the moon", "an alien planet", "space with stars and a planet", "a lunar landscape with craters", "the galaxy", "a distant world among the stars", "the cosmos", "a moon base landscape"],
    "park": ["an autumn park", "a park with orange trees", "a park path in fall", "a garden with falling leaves", "trees with red and yellow leaves", "an avenue in autumn", "a public park", "fall foliage", "a park with round trees"],
}
TIME = {
    "day": ["during the day", "in daylight", "at noon", "in the afternoon", "on a bright day", "in the daytime", "under a blue sky"],
    "sunset": ["at sunset", "at dusk", "in the evening", "in golden hour light", "as the sun goes down", "in the glow of sunset"],
    "night": ["at night", "under the moon", "at midnight", "in the dark", "in moonlight", "on a starry night", "after dark"],
    "dawn": ["at dawn", "at sunrise", "in the early morning", "at daybreak", "in soft morning light", "in the morning"],
}
WEATHER = {
    "clear": ["clear sky", "clear weather", "sunny", "fine weather", "no clouds", "sunshine"],
    "cloudy": ["cloudy", "overcast", "many clouds", "with big clouds drifting", "cloudy sky"],
    "rain": ["rain", "in the rain", "rainy", "a shower of rain", "raining", "wet and rainy weather"],
    "snow": ["snow falling", "in the snow", "snowing", "snowflakes", "a snowfall", "gentle snow"],
    "fog": ["foggy", "in the mist", "thick fog", "misty", "hazy fog"],
}
MOOD = {
    "vivid": ["vivid colors", "saturated", "colorful and bold", "vibrant", "bright cartoon colors"],
    "pastel": ["pastel colors", "soft pale colors", "dreamy pastel", "washed-out soft tones", "gentle, faded look"],
}
CAMERA = {
    "left": ["camera pans left", "panning to the left", "the camera moves left", "tracking shot to the left"],
    "right": ["camera pans right", "panning to the right", "the camera moves right", "tracking shot to the right"],
    "in": ["camera zooms in", "slow zoom in", "push in", "dolly in", "the camera moves closer"],
    "out": ["camera zooms out", "slow zoom out", "pull back", "dolly out", "the camera moves away"],
    "static": ["static camera", "fixed shot", "locked-off camera", "the camera stays still"],
}
VERB = ["walks", "runs", "jumps", "flies", "stands", "travels", "dances", "floats", "rolls", "explores", "plays", "wanders", "hops", "arrives", "strolls", "glides", "moves"]
WHO = ["fox", "robot", "cat", "dog", "girl", "boy", "dragon", "apple", "car", "ghost", "panda", "bird", "rocket", "bottle", "teddy bear", "hero", "sneaker", "cup of coffee", "dinosaur", "princess", "wizard", "fish", "balloon", "cake", "mascot", "toy", "guitar", "lion", "frog", "penguin", "snowman", "alien", "flower", "pizza", "ball", "owl", "bee", "monkey", "unicorn", "astronaut"]

ZH_SCENE = {
    "meadow": ["草地", "绿色的草原", "开满鲜花的田野", "乡村的山坡", "绿色的小山丘", "春天的草坪"],
    "beach": ["海滩", "沙滩和大海", "海边", "海岸", "热带海滩", "有海浪的岸边"],
    "city": ["城市街道", "市中心", "高楼林立的马路", "都市", "城市的大街", "摩天大楼前的公路"],
    "forest": ["森林", "松树林", "树林里", "林间空地", "茂密的森林", "高大的松树之间"],
    "desert": ["沙漠", "金色的沙丘", "有仙人掌的沙漠", "炎热的荒漠", "戈壁", "撒哈拉沙漠"],
    "mountains": ["雪山", "白雪覆盖的山谷", "冰雪山峰", "冬天的高山", "滑雪场", "雪地和高山"],
    "room": ["客厅", "温馨的房间", "家里", "有窗户的卧室", "室内", "铺着地毯的房间"],
    "underwater": ["海底", "水下世界", "深海", "有海草的海底", "珊瑚礁", "水族馆"],
    "space": ["太空", "月球表面", "外星球", "星空和行星", "宇宙", "银河"],
    "park": ["秋天的公园", "公园里", "落叶的林荫道", "红叶和黄叶的树", "秋天的花园", "公园小路"],
}
ZH_TIME = {"day": ["白天", "中午", "下午", "阳光明媚的白天"], "sunset": ["日落时分", "傍晚", "黄昏", "夕阳下"], "night": ["夜晚", "深夜", "月光下", "星空下的夜里"], "dawn": ["清晨", "黎明", "日出时", "早上"]}
ZH_WEATHER = {"clear": ["晴天", "晴朗", "天气晴好"], "cloudy": ["多云", "阴天", "云很多"], "rain": ["下雨", "雨中", "雨天"], "snow": ["下雪", "雪花飘落", "大雪"], "fog": ["有雾", "薄雾", "大雾弥漫"]}
ZH_MOOD = {"vivid": ["色彩鲜艳", "鲜明的颜色"], "pastel": ["柔和的粉彩色", "淡雅的色调"]}
ZH_CAMERA = {"left": ["镜头向左移动", "镜头左摇"], "right": ["镜头向右移动", "镜头右摇"], "in": ["镜头推近", "镜头拉近"], "out": ["镜头拉远", "镜头后退"], "static": ["固定镜头"]}
ZH_VERB = ["走在", "跑过", "站在", "飞过", "跳跃在", "来到", "漫步在"]
ZH_WHO = ["狐狸", "机器人", "小猫", "小狗", "女孩", "男孩", "龙", "苹果", "汽车", "幽灵", "熊猫", "小鸟", "火箭", "瓶子", "恐龙", "公主", "鱼", "气球", "宇航员", "企鹅"]


def one(r: np.random.Generator):
    pick = lambda seq: seq[int(r.integers(len(seq)))]
    scene = pick(list(SCENE))
    time = pick(["day", "day", "sunset", "night", "dawn"]) if r.random() < .62 else "-"
    weather = pick(list(WEATHER)) if r.random() < .42 else "-"
    mood = pick(list(MOOD)) if r.random() < .2 else "-"
    camera = pick(list(CAMERA)) if r.random() < .22 else "-"
    if r.random() < .3:
        text = chinese(r, pick, scene, time, weather, mood, camera)
    else:
        text = english(r, pick, scene, time, weather, mood, camera)
    return text, scene, time, weather, mood, camera


def english(r, pick, scene, time, weather, mood, camera):
    place = pick(SCENE[scene])
    body = f"a {pick(WHO)} {pick(VERB)} in {place}" if r.random() < .62 else place
    if r.random() < .2 and not body.startswith("the "):
        body = pick(["a video of ", "a shot of ", "cinematic view of ", "an animation of "]) + body
    parts = []
    if time != "-":
        parts.append((True, pick(TIME[time])))
    if weather != "-":
        parts.append((False, pick(WEATHER[weather])))
    if mood != "-":
        parts.append((False, pick(MOOD[mood])))
    if camera != "-":
        parts.append((False, pick(CAMERA[camera])))
    r.shuffle(parts)
    for direct, p in parts:
        body += (" " if direct and r.random() < .7 else ", ") + p
    return body if r.random() < .5 else body[0].upper() + body[1:] + ("." if r.random() < .5 else "")


def chinese(r, pick, scene, time, weather, mood, camera):
    place = pick(ZH_SCENE[scene])
    body = f"{pick(ZH_WHO)}{pick(ZH_VERB)}{place}" if r.random() < .6 else place
    if time != "-":
        body = pick(ZH_TIME[time]) + (body if r.random() < .5 else "，" + body)
    parts = [pick(t[v]) for t, v in ((ZH_WEATHER, weather), (ZH_MOOD, mood), (ZH_CAMERA, camera)) if v != "-"]
    r.shuffle(parts)
    return "，".join([body] + parts)


def main():
    out, n = sys.argv[1], int(sys.argv[2])
    r = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    seen = {}
    while len(seen) < n:
        row = one(r)
        seen.setdefault(row[0], row)
    with open(out, "w", encoding="utf-8") as f:
        for row in seen.values():
            f.write("\t".join(row) + "\n")


if __name__ == "__main__":
    main()
