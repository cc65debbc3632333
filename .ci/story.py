"""One story in a real window: what is there is read as a screen reader reads it, what is done is done by pointer and keys.

Told: the program, the folder with portfolio.ron in it. The window is on the display that DISPLAY names.
"""

import subprocess
import sys
import time

import pyatspi

program, folder = sys.argv[1:]
file = f"{folder}/portfolio.ron"
before = open(file, encoding="utf-8").read()


def fail(words):
    print(words)
    subprocess.run(["import", "-window", "root", "/tmp/portolan-story.png"], check=False)
    sys.exit(1)


def tool(*words):
    return subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True, check=False).stdout


def walk(node, found):
    try:
        found.append(node)
        for number in range(node.childCount):
            child = node.getChildAtIndex(number)
            if child is not None:
                walk(child, found)
    except Exception:
        pass  # it went while it was read
    return found


def nodes():
    desktop = pyatspi.Registry.getDesktop(0)
    for number in range(desktop.childCount):
        application = desktop.getChildAtIndex(number)
        if application is not None and application.name == "portolan":
            return walk(application, [])
    return []


def node(begins):
    for _ in range(120):
        for found in nodes():
            try:
                if (found.name or "").startswith(begins):
                    return found
            except Exception:
                pass
        time.sleep(0.5)
    fail(f"a screen reader does not find “{begins}”")


def place(begins):
    """Left, top, width and height of a thing on the screen."""
    box = node(begins).queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return box.x, box.y, box.width, box.height


def drag(start, end):
    tool("mousemove", *map(int, start))
    time.sleep(0.4)
    tool("mousedown", 1)
    for step in range(1, 11):
        share = step / 10
        tool("mousemove", *(int(a + (b - a) * share) for a, b in zip(start, end)))
        time.sleep(0.05)
    tool("mouseup", 1)
    time.sleep(0.6)


def key(*keys):
    tool("key", *keys)
    time.sleep(0.6)


def wait_for(words, is_true):
    for _ in range(100):
        if is_true(open(file, encoding="utf-8").read()):
            return
        time.sleep(0.2)
    fail(words)


window = None
process = subprocess.Popen([program, file])
for _ in range(300):
    window = tool("search", "--onlyvisible", "--name", "Portolan").split("\n")[0]
    if window:
        break
    time.sleep(0.1)
if not window:
    fail("no window came up")
tool("windowmove", window, 0, 0, "windowsize", window, 1280, 800, "windowfocus", window)

# What is there can be read: menus, views, panels, cards and lines.
for name in ["File", "Edit", "View", "Map", "Table", "Rank", "Inspector", "Outcome More people use the library"]:
    node(name)
node("Makers' room with 3-D printers serves")
count = len(nodes())
time.sleep(1.5)

# A card is dragged.
left, top, width, height = place("Project Makers' room")
drag((left + width / 2, top + height / 2), (left + width / 2 + 40, top + height / 2 + 70))
moved = place("Project Makers' room")
if abs(moved[1] - top - 70) > 12:
    fail(f"the card was at {left}, {top} and is at {moved[0]}, {moved[1]}")

# A line is drawn from its port to an outcome, and takes the level that is offered.
left, top, width, height = moved
goal = place("Outcome Staff have time for people")
tool("mousemove", int(left + width / 2), int(top + height / 2))
time.sleep(0.5)
drag((left + width, top + height / 2), (goal[0] + goal[2] / 2, goal[1] + goal[3] / 2))
key("Return")
node("Makers' room with 3-D printers serves Staff have time for people")

# A project is added by the palette, and taken back.
key("ctrl+k")
tool("type", "--delay", "40", "add project")
time.sleep(0.5)
key("Return")
node("Project New project")
key("ctrl+z")

key("ctrl+s")
wait_for("what was done did not reach the file", lambda text: text != before)
key("ctrl+q")
try:
    process.wait(30)
except subprocess.TimeoutExpired:
    fail("the window did not close")

after = open(file, encoding="utf-8").read()
lines = set(before.splitlines())
new = [line.strip() for line in after.splitlines() if line not in lines]
if "New project" in after or len(after.splitlines()) - len(before.splitlines()) > 20:
    fail("the file holds more than what was done:\n" + "\n".join(new))
if after.count("outcome:") != before.count("outcome:") + 1 or "pins:" not in after:
    fail("the file does not hold what was done:\n" + "\n".join(new))
print(f"{count} things read; a card dragged, a line drawn, a project added and taken back, saved, closed")
