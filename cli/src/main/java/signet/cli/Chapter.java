package signet.cli;

import java.util.List;

/** Steps of the demonstration that belong together. */
record Chapter(String title, List<Step> steps) {
    Chapter {
        steps = List.copyOf(steps);
    }

    static Chapter of(String title, Step... steps) {
        return new Chapter(title, List.of(steps));
    }
}
