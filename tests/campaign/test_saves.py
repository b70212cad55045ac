"""Saves: all that a player made comes back; whatever is wrong with a file is said in one line, and nothing is lost."""

from __future__ import annotations

import errno
import json
import os
import random
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from game.campaign import envelope, saves
from game.campaign.campaign import Campaign
from game.campaign.chairs import Computer
from game.campaign.envelope import SaveError, SaveHeader, SaveProblem, read, read_header
from game.campaign.saves import autosave, headers, load, load_newest, path_of, read_saved, save
from tests.campaign.games import new_campaign, play_on

KEPT = Path(__file__).parent / "saves"


@pytest.fixture(scope="module")
def played() -> Campaign:
    return play_on(new_campaign("helios", "qilin"), 3)


@pytest.fixture(scope="module")
def file(played: Campaign, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saves") / "game.t6"
    save(played, path)
    return path


def rewrapped(path: Path, target: Path, **changes: Any) -> Path:
    """A save with parts of its content changed and all checksums made right again."""
    header, content = read(path)
    data = json.loads(content)
    for name, change in changes.items():
        data[name] = change(data[name])
    envelope.write(target, header, json.dumps(data).encode())
    return target


def refused(path: Path) -> SaveError:
    """The one clear line for a file that cannot be loaded."""
    with pytest.raises(SaveError) as caught:
        load(path)
    error = caught.value
    assert error.file == path
    assert str(error).startswith(f"{path}: ")
    assert "\n" not in str(error)
    return error


# --- there and back --------------------------------------------------------------------------------------------------


def test_a_campaign_comes_back_whole(played: Campaign, file: Path) -> None:
    back = load(file)
    assert back.state.digest() == played.state.digest()
    assert (back.hashes, back.marks, back.sheets) == (played.hashes, played.marks, played.sheets)
    assert (back.chairs, back.seed, back.turn, back.year) == (played.chairs, 7, 3, 2027.5)
    assert back.book.digest == played.book.digest
    assert set(back.states) == {0, 1, 2, 3}
    for seat in ("helios", "lantern"):
        assert back.log(seat) == played.log(seat)
        assert back.history(seat) == played.history(seat)
        assert back.causes(seat, "cash") == played.causes(seat, "cash")


def test_a_campaign_goes_on_as_if_it_had_never_been_saved(tmp_path: Path) -> None:
    one = play_on(new_campaign("agora", seed=12), 2)
    save(one, tmp_path / "a.t6")
    other = load(tmp_path / "a.t6")
    for _ in range(3):
        play_on(one, 1)
        play_on(other, 1)
        save(other, tmp_path / "a.t6")
        other = load(tmp_path / "a.t6")
    assert one.hashes == other.hashes


def test_drafts_undo_and_what_was_handed_in_are_saved_too(tmp_path: Path) -> None:
    campaign = play_on(new_campaign("helios", "qilin"), 1)
    first = campaign.sheet("helios")
    campaign.draft("helios", first.changed(alignment=0.5))
    campaign.draft("helios", first.changed(alignment=0.6))
    campaign.undo("helios")
    campaign.draft("qilin", campaign.sheet("qilin").changed(train=True))
    campaign.submit("qilin")
    save(campaign, tmp_path / "a.t6")
    back = load(tmp_path / "a.t6")
    assert back.waiting == ("helios",)
    assert back.sheet("helios").alignment == 0.5
    assert back.redo("helios")
    assert back.sheet("helios").alignment == 0.6
    assert back.undo("helios")
    assert back.undo("helios")
    assert back.sheet("helios") == first
    assert back.sheet("qilin").train


def test_an_ended_campaign_can_be_looked_at_again(tmp_path: Path) -> None:
    campaign = play_on(new_campaign(seed=4, scenario="two-powers"), 60)
    save(campaign, tmp_path / "a.t6")
    back = load(tmp_path / "a.t6")
    assert back.outcome == campaign.outcome
    header = read_header(tmp_path / "a.t6")
    assert header.ending == campaign.outcome.ending.id if campaign.outcome else None


def test_the_header_is_one_line_that_can_be_read_alone(played: Campaign, file: Path) -> None:
    header = read_header(file)
    assert (header.name, header.scenario) == ("game", "five-labs")
    assert (header.turn, header.turns, header.year) == (3, 28, 2027.5)
    assert header.people == ("helios", "qilin")
    assert header.seats["lantern"] == "Lantern"
    assert header.ending is None
    first = json.loads(file.read_bytes().split(b"\n")[0])
    assert first["format"] == 1
    assert first["scenario_title"] == "Five Labs"
    assert "path" not in first


def test_a_save_is_small(file: Path) -> None:
    assert file.stat().st_size < 200_000


def test_a_campaign_keeps_the_balance_it_was_begun_with(file: Path, tmp_path: Path) -> None:
    def dearer(book: dict[str, Any]) -> dict[str, Any]:
        book["technologies"]["technologies"]["debate"]["cost"] += 1.0
        return book

    assert refused(rewrapped(file, tmp_path / "a.t6", book=dearer)).reason == "damaged"  # the digest tells


# --- damage ----------------------------------------------------------------------------------------------------------


def test_a_truncated_file_is_refused_wherever_it_was_cut(file: Path, tmp_path: Path) -> None:
    whole = file.read_bytes()
    line = whole.index(b"\n") + 1
    reasons = set()
    for length in (1, 5, 20, line - 1, line, line + 1, (line + len(whole)) // 2, len(whole) - 1):
        path = tmp_path / "cut.t6"
        path.write_bytes(whole[:length])
        reasons.add(refused(path).reason)
    assert reasons == {"cut", "truncated"}


def test_one_flipped_bit_anywhere_is_noticed(file: Path, tmp_path: Path) -> None:
    whole = bytearray(file.read_bytes())
    rng = random.Random(3)
    line = whole.index(b"\n") + 1
    places = [rng.randrange(line) for _ in range(60)] + [rng.randrange(line, len(whole)) for _ in range(40)]
    path = tmp_path / "flipped.t6"
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        assert refused(path).reason in ("damaged", "foreign", "cut"), place


def test_bytes_after_the_end_are_noticed(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "longer.t6"
    path.write_bytes(file.read_bytes() + b"x")
    assert refused(path).reason == "damaged"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "foreign"),
        (b'{"version": 3}\n', "foreign"),
        (b'{"tiersix":"save",' + b"x" * 100_000, "damaged"),
        (b"\n" * 50, "foreign"),
    ],
)
def test_what_is_no_save_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "odd.t6"
    path.write_bytes(content)
    assert refused(path).reason == reason


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.t6").reason == "missing"
    (tmp_path / "folder.t6").mkdir()
    assert refused(tmp_path / "folder.t6").reason == "unreadable"


def _formatted(path: Path, target: Path, format_: int) -> Path:
    header, content = read(path)
    envelope.write(target, header.model_copy(update={"format": format_}), content)
    return target


def test_a_newer_and_a_too_old_format_are_told_by_number(file: Path, tmp_path: Path) -> None:
    newer = refused(_formatted(file, tmp_path / "new.t6", 2))
    assert newer.reason == "newer"
    assert "format 2" in str(newer)
    assert refused(_formatted(file, tmp_path / "old.t6", 0)).reason == "older"


def test_an_oversized_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.t6"
    with path.open("wb") as out:
        out.write(b'{"tiersix":"save",')
        out.truncate(envelope.MAX_FILE + 1)
    assert refused(path).reason == "too_large"


def _signed(header: dict[str, Any], packed: bytes) -> bytes:
    body = json.dumps(header, separators=(",", ":")).encode()[:-1]
    return body + b',"checksum":"' + sha256(body).hexdigest().encode() + b'"}\n' + packed


@pytest.mark.parametrize(
    ("claimed", "reason"), [(1000, "damaged"), (envelope.MAX_UNPACKED + 1, "too_large"), (-1, "damaged")]
)
def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked(
    file: Path, tmp_path: Path, claimed: int, reason: str
) -> None:
    bomb = zlib.compress(bytes(20_000_000))
    header = read_header(file).model_dump(mode="json")
    header |= {"packed": len(bomb), "unpacked": claimed, "content": sha256(bomb).hexdigest()}
    path = tmp_path / "bomb.t6"
    path.write_bytes(_signed(header, bomb))
    assert refused(path).reason == reason


def test_a_content_too_large_to_be_read_again_is_not_written(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(envelope, "MAX_UNPACKED", 1000)
    with pytest.raises(SaveError, match="too large"):
        envelope.write(tmp_path / "a.t6", read_header_of(file), bytes(1001))
    assert os.listdir(tmp_path) == []


def read_header_of(path: Path) -> SaveHeader:
    return SaveHeader.model_validate_json(path.read_bytes().split(b"\n")[0].split(b',"checksum"')[0] + b"}")


def _nested(depth: int) -> Any:
    deep: Any = []
    for _ in range(depth):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    "changes",
    [
        {"sheets": lambda sheets: sheets[:-1]},
        {"hashes": lambda hashes: hashes[:-1]},
        {"seed": lambda seed: -1},
        {"seed": lambda seed: "7"},
        {"chairs": lambda chairs: chairs | {"mars": {"kind": "human"}}},
        {"chairs": lambda chairs: chairs | {"agora": {"kind": "computer", "temperament": "angry"}}},
        {"state": lambda state: state | {"cash": state["cash"][:-1]}},
        {"state": lambda state: state | {"cash": "lots"}},
        {"state": lambda state: state | {"cash": [[None]] * 5}},
        {"state": lambda state: state | {"pitch": [[1000]] * 5}},
        {"state": lambda state: state | {"pitch": [[0.5]] * 5}},
        {"state": lambda state: {name: array for name, array in state.items() if name != "cash"}},
        {"state": lambda state: state | {"turn": 2}},
        {"state": lambda state: state | {"cash": _nested(60)}},
        {"book": lambda book: book | {"scenario_id": 3}},
        {"book": lambda book: {}},
        {"desks": lambda desks: {}},
        {"desks": lambda desks: desks | {"agora": desks["agora"] | {"place": 9}}},
        {"desks": lambda desks: desks | {"agora": {"drafts": [], "place": 0, "sealed": False}}},
        {"sheets": lambda sheets: [s | {"agora": s["agora"] | {"region": "mars"}} for s in sheets]},
        {"sheets": lambda sheets: [s | {"agora": s["agora"] | {"cheat": ["mars"]}} for s in sheets]},
        {"sheets": lambda sheets: [s | {"agora": s["agora"] | {"alignment": True}} for s in sheets]},
        {"sheets": lambda sheets: [{"agora": s["agora"]} for s in sheets]},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_whole_file_with_senseless_content_is_refused(file: Path, tmp_path: Path, changes: dict[str, Any]) -> None:
    assert refused(rewrapped(file, tmp_path / "odd.t6", **changes)).reason == "content"


def test_a_state_that_does_not_fit_its_hash_is_refused(file: Path, tmp_path: Path) -> None:
    def richer(state: dict[str, Any]) -> dict[str, Any]:
        state["cash"][0][0] += 1.0
        return state

    assert refused(rewrapped(file, tmp_path / "odd.t6", state=richer)).reason == "damaged"


def test_content_that_is_not_even_json_is_refused(file: Path, tmp_path: Path) -> None:
    for content in (b"", b"[" * 100_000, b"\xff\xfe", b"null"):
        envelope.write(tmp_path / "odd.t6", read_header(file), content)
        assert refused(tmp_path / "odd.t6").reason == "content"


# --- writing that fails ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "number", "reason"),
    [
        ("fsync", errno.ENOSPC, "no_space"),
        ("fsync", errno.EDQUOT, "no_space"),
        ("fsync", errno.EIO, "unwritable"),
        ("replace", errno.EACCES, "unwritable"),
    ],
)
def test_a_full_disk_loses_nothing_and_the_game_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, reason: str
) -> None:
    campaign = play_on(new_campaign("agora"), 1)
    path = tmp_path / "a.t6"
    save(campaign, path)
    before = path.read_bytes()
    play_on(campaign, 1)

    def fail(*given: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(SaveError) as caught:
            save(campaign, path)
    assert caught.value.reason == reason
    assert "game goes on" in str(caught.value)
    assert path.read_bytes() == before
    assert load(path).turn == 1
    assert play_on(campaign, 1).turn == 3
    save(campaign, path)
    assert load(path).turn == 3


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="cannot be written"):
        save(new_campaign("agora"), tmp_path / "file" / "a.t6")


def test_a_folder_that_is_not_there_yet_is_made(tmp_path: Path) -> None:
    save(new_campaign("agora"), tmp_path / "new" / "folder" / "a.t6")
    assert load(tmp_path / "new" / "folder" / "a.t6").turn == 0


# --- lists, autosaves, formats ---------------------------------------------------------------------------------------


def test_the_list_of_saves_is_newest_first_and_names_what_cannot_be_read(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        save(new_campaign("agora"), path_of(tmp_path, name))
    path_of(tmp_path, "broken").write_bytes(b"")
    (tmp_path / ".a.t6.part").write_bytes(b"left by a kill")
    (tmp_path / "notes.txt").write_text("no save")
    found = headers(tmp_path)
    assert [one.path.stem for one in found] == ["c", "a", "b", "broken"]
    assert isinstance(found[0], SaveHeader)
    assert isinstance(found[-1], SaveProblem)
    assert str(found[-1]).endswith("broken.t6: the file is empty")
    assert headers(tmp_path / "nowhere") == []


def test_ten_autosaves_take_turns(tmp_path: Path) -> None:
    campaign = new_campaign(seed=5)
    for _ in range(13):
        autosave(campaign, tmp_path)
        play_on(campaign, 1)
    assert campaign.turn == 13
    assert sorted(os.listdir(tmp_path)) == [f"autosave-{slot:02d}.t6" for slot in range(1, 11)]
    turns = [one.turn for one in headers(tmp_path) if isinstance(one, SaveHeader)]
    assert turns == list(range(12, 2, -1))


def test_a_damaged_newest_autosave_falls_back_to_the_next(tmp_path: Path) -> None:
    campaign = new_campaign(seed=5)
    for _ in range(3):
        newest = autosave(campaign, tmp_path)
        play_on(campaign, 1)
    newest.write_bytes(newest.read_bytes()[:-100])
    back, path, problems = load_newest(tmp_path)
    assert back.turn == 1
    assert path.name == "autosave-02.t6"
    assert [(problem.path, problem.reason) for problem in problems] == [(newest, "truncated")]
    for file in tmp_path.iterdir():
        file.write_bytes(b"")
    with pytest.raises(SaveError, match="empty"):
        load_newest(tmp_path)
    with pytest.raises(SaveError, match="no saved campaign here"):
        load_newest(tmp_path / "nowhere")


def test_names_given_by_players_stay_in_the_folder(tmp_path: Path) -> None:
    assert path_of(tmp_path, "../../outside").parent == tmp_path
    assert path_of(tmp_path, "") == tmp_path / "campaign.t6"


@pytest.mark.parametrize("kept", sorted(KEPT.glob("*.t6")), ids=lambda path: path.stem)
def test_a_save_of_every_format_there_was_can_be_played_on(kept: Path, tmp_path: Path) -> None:
    campaign = load(kept)
    turn = campaign.turn
    assert turn > 0
    play_on(campaign, 1)
    assert campaign.turn == turn + 1
    save(campaign, tmp_path / "a.t6")
    assert load(tmp_path / "a.t6").turn == turn + 1


def test_there_is_a_kept_save_of_every_format_that_can_be_read() -> None:
    formats = {json.loads(path.read_bytes().split(b"\n")[0])["format"] for path in KEPT.glob("*.t6")}
    assert formats == set(range(envelope.OLDEST, envelope.FORMAT + 1))
    assert set(saves.MIGRATIONS) == set(range(envelope.OLDEST, envelope.FORMAT))


def test_an_older_format_is_brought_up_step_by_step(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it will be when the format has changed twice: from 1 over 2 to 3."""
    steps: list[int] = []

    def first(data: dict[str, Any]) -> dict[str, Any]:
        steps.append(1)
        return data | {"seats": data.pop("chairs")}

    def second(data: dict[str, Any]) -> dict[str, Any]:
        steps.append(2)
        return data | {"chairs": data.pop("seats") | {"agora": {"kind": "computer", "temperament": "idle"}}}

    monkeypatch.setattr(envelope, "FORMAT", 3)
    monkeypatch.setattr(saves, "MIGRATIONS", {1: first, 2: second})
    assert load(file).chairs["agora"] == Computer(temperament="idle")
    assert steps == [1, 2]
    save(load(file), tmp_path / "a.t6")
    assert read_saved(tmp_path / "a.t6").chairs["agora"] == Computer(temperament="idle")
    assert steps == [1, 2, 1, 2]
