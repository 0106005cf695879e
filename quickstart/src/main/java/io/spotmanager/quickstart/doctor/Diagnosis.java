package io.spotmanager.quickstart.doctor;

/**
 * One sentence of the doctor.
 *
 * @param wayOut what to do; empty if nothing has to be done
 */
record Diagnosis(Level level, String subject, String sentence, String wayOut) {
    enum Level {
        OK("ok  "),
        NOTE("note"),
        BAD("BAD ");

        private final String shown;

        Level(String shown) {
            this.shown = shown;
        }
    }

    static Diagnosis ok(String subject, String sentence) {
        return new Diagnosis(Level.OK, subject, sentence, "");
    }

    /** Something that works, and that somebody should know. */
    static Diagnosis note(String subject, String sentence, String wayOut) {
        return new Diagnosis(Level.NOTE, subject, sentence, wayOut);
    }

    static Diagnosis bad(String subject, String sentence, String wayOut) {
        return new Diagnosis(Level.BAD, subject, sentence, wayOut);
    }

    boolean isBad() {
        return level == Level.BAD;
    }

    @Override
    public String toString() {
        return "%s  %-10s  %s%s".formatted(level.shown, subject, sentence, wayOut.isEmpty() ? "" : " " + wayOut);
    }
}
