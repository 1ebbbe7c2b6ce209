package signet.importing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found while files were read: faults, and what is worth knowing. */
public final class Findings {
    private static final int REPLACEMENT = 0xfffd;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** Nothing found yet. */
    public Findings() {
        // grows while files are read
    }

    /** Whatever is wrong, in the order of the files. */
    public List<Fault> faults() {
        return Collections.unmodifiableList(faults);
    }

    /** What is not wrong, but should be known: one line each. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * The faults for which the account must not be imported.
     *
     * @param keepGoing whether those don't count because of which everything is denied
     */
    public List<Fault> refusing(boolean keepGoing) {
        return faults.stream().filter(fault -> !keepGoing || !fault.deniesAll()).toList();
    }

    /** Notes a fault that cannot be passed over. */
    public void refuse(String file, String entity, String reason) {
        faults.add(new Fault(line(file), line(entity), line(reason), false));
    }

    void refuse(Place place, String reason) {
        refuse(place.file(), place.entity(), reason);
    }

    /** Notes a fault because of which everything that depends on the entity is denied. */
    void denied(Place place, String reason) {
        faults.add(new Fault(line(place.file()), line(place.entity()), line(reason), true));
    }

    /** Notes what should be known. */
    public void note(String line) {
        notes.add(line(line));
    }

    /** Files say what they like; what is told of them stays in its line. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : REPLACEMENT));
        return line.toString();
    }

    private static boolean isPlain(int c) {
        return !Character.isISOControl(c) && c != LINE_SEPARATOR && c != PARAGRAPH_SEPARATOR;
    }
}
