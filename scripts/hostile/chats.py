"""Small conversations, written for these files, in the shapes that the real logs have."""
import hashlib
import json

TURNS = [
    ("How long do I boil an egg?", "Boil it for seven minutes.", "That's wrong, I like it soft. Four minutes?",
     "For a soft egg four to five minutes are right."),
    ("Sum the first ten integers in Python.", "print(sum(range(10)))", "No, it should start at one, not at zero.",
     "print(sum(range(1, 11)))"),
    ("What is the capital of Australia?", "Canberra.", "Thanks, that helped.", "You are welcome."),
    ("Why is the sky blue?", "Because of Rayleigh scattering.", "What do you mean by Rayleigh scattering?",
     "Air scatters short waves more strongly than long ones."),
    ("Name a river in France.", "The Loire.", "Name a river in France, please.", "The Rhône."),
    ("Write a line on autumn.", "Leaves fall.", "Make it longer.", "Leaves fall, and the wind takes them along."),
]


def chat(number=0, **fields):
    """An OpenAI-style conversation of two exchanges."""
    question, answer, follow_up, second = TURNS[number % len(TURNS)]
    return {
        "id": f"chat-{number}",
        "model": "small-model",
        "messages": [user(question), assistant(answer), user(follow_up), assistant(second)],
        **fields,
    }


def said(follow_up, number=0, **fields):
    """An OpenAI-style conversation whose follow-up is the given text."""
    record = chat(number, **fields)
    record["messages"][2]["content"] = follow_up
    return record


def wildchat(number=0, **fields):
    """A conversation as WildChat-1M has it, without the moderation blocks."""
    question, answer, follow_up, second = TURNS[number % len(TURNS)]
    key = digest(number)
    turns = [(question, answer), (follow_up, second)]
    messages = []
    for turn, (asked, answered) in enumerate(turns):
        shared = {"language": "English", "redacted": False, "toxic": False, "turn_identifier": 1000 * number + turn}
        messages.append({
            "content": asked, "role": "user", **shared, "country": "Iceland", "hashed_ip": key * 2, "header":
            {"accept-language": "en", "user-agent": "none"}, "state": None, "timestamp": None})
        messages.append({
            "content": answered, "role": "assistant", **shared, "country": None, "hashed_ip": None, "header": None,
            "state": None, "timestamp": f"2024-05-01T12:{number % 60:02}:{turn:02}+00:00"})
    return {
        "conversation_hash": key, "model": "small-model-0125", "timestamp": f"2024-05-01T12:{number % 60:02}:01+00:00",
        "conversation": messages, "turn": 2, "language": "English", "toxic": False, "redacted": False,
        "state": None, "country": "Iceland", "hashed_ip": key * 2, **fields,
    }


def shares(number=0):
    """A ShareGPT conversation."""
    return {"id": f"share-{number}", "conversations": [
        {"from": "human" if turn % 2 == 0 else "gpt", "value": text}
        for turn, text in enumerate(TURNS[number % len(TURNS)])]}


def varied(number):
    """A WildChat conversation that shares little with its neighbours, so that it does not compress to nothing."""
    noise = [digest(f"{number}.{part}") for part in range(4)]
    record = wildchat(number)
    record["conversation"][1]["content"] = f"Your four codes are {noise[0]}, {noise[1]}, {noise[2]} and {noise[3]}."
    return record


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


def digest(seed):
    return hashlib.sha256(f"gleaner {seed}".encode()).hexdigest()[:32]


def noise(count, seed="noise"):
    """Bytes without any order, the same every time."""
    blocks = (hashlib.sha256(f"{seed} {number}".encode()).digest() for number in range(count // 32 + 1))
    return b"".join(blocks)[:count]


def line(record):
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def lines(records):
    return b"".join(map(line, records))


def chats(count, first=0):
    return [chat(number) for number in range(first, first + count)]
