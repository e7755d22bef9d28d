package org.tiltmeter.session;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/// A process that saves without pause until it is killed. Prints what was saved, and in which round, after each
/// change was reported as saved.
final class SavingProcess {

    private SavingProcess() {}

    /// @param arguments the session file, a seed
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        SessionStore store = new SessionStore(file.resolveSibling("scratch"), Clock.systemUTC(), "0.1-test");
        try (Session session = store.open(file)) {
            int round = session.settings().get("round").map(Integer::valueOf).orElse(0);
            System.out.println("open");
            while (true) {
                round++;
                session.notes().save("round", Integer.toString(round));
                say("note", round);
                session.documents().save(SavedDocument.Kind.PROBE_SET, "set", "{\"round\":" + round + "}");
                say("set", round);
                session.results()
                        .add(new NewResult(
                                "audit", "round " + round, Optional.empty(), "{}", "{}", large(random, round)));
                say("result", round);
                if (round % 5 == 0) {
                    session.notes().save("other " + round, "to be taken back");
                    session.history().undo();
                    session.history().redo();
                }
                session.settings().put("round", Integer.toString(round));
                say("setting", round);
            }
        }
    }

    private static void say(String what, int round) {
        System.out.println(what + " " + round);
        System.out.flush();
    }

    /// Random digits, so that it does not compress to one page.
    static String large(Random random, int round) {
        StringBuilder text = new StringBuilder("[" + round);
        for (int i = random.nextInt(3000); i > 0; i--) {
            text.append(',').append(random.nextInt());
        }
        return text.append(']').toString();
    }
}
