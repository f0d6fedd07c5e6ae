package io.yardmaster.web.api.schedules;

import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedule.Standstill;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** Reads why and until when a schedule pauses. */
final class PauseReader {
    private static final String NOTE_RULE =
            "must be a string of at most " + Schedule.LONGEST_NOTE + " characters, none of them a control character";

    private final long now;
    private String note;
    private Long until;

    private PauseReader(long now) {
        this.now = now;
    }

    static Standstill of(Body body, String by, long now) {
        PauseReader reader = new PauseReader(now);
        Fields.read(body, Set.of("note", "until"), Set.of(), reader::member);
        return new Standstill(reader.note, reader.until, by);
    }

    private void member(String name, JsonReader in) {
        if (name.equals("note")) {
            note = in.string(PauseReader::isNote, NOTE_RULE);
            return;
        }
        until = At.read(in);
        if (until != null && until <= now) {
            in.note("", "must be in the future");
        }
    }

    private static boolean isNote(String text) {
        return text.length() <= Schedule.LONGEST_NOTE && text.chars().noneMatch(Character::isISOControl);
    }
}
