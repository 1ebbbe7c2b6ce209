package signet.reasoning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import signet.actions.ActionCatalogue;

/**
 * Every one of these actions on every one of these resources under each of these circumstances.
 *
 * @param actions such as {@code s3:GetObject}
 * @param resources ARNs or {@code *}; some are made up, to stand for others like them
 * @param circumstances in which way condition keys are others than the request's, such as {@code without aws:SourceIp}; empty
 *     for the request's own
 */
public record AccessPattern(List<String> actions, List<String> resources, List<String> circumstances) {
    private static final int SHOWN = 3;

    /** Copies the lists. */
    public AccessPattern {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        circumstances = List.copyOf(circumstances);
    }

    /** In one line: long lists are counted, a service's whole list of actions is {@code s3:*}. */
    public String words() {
        String when = circumstances.equals(List.of("")) ? "" : when();
        return actionWords() + " on " + shown(resources, " or ") + when;
    }

    private String when() {
        List<String> others =
                circumstances.stream().filter(words -> !words.isEmpty()).toList();
        String also = others.size() < circumstances.size() ? ", also " : ", ";
        return also + shown(others, " or ");
    }

    private String actionWords() {
        Map<String, List<String>> byService = new LinkedHashMap<>();
        actions.forEach(action -> byService
                .computeIfAbsent(action.substring(0, action.indexOf(':')), prefix -> new ArrayList<>())
                .add(action));
        List<String> words = new ArrayList<>();
        byService.forEach((prefix, ofService) -> words.add(
                ofService.size() > SHOWN && ofService.size() == size(prefix) ? prefix + ":*" : shown(ofService, ", ")));
        return shown(words, ", ");
    }

    private static int size(String prefix) {
        return ActionCatalogue.aws()
                .service(prefix)
                .map(service -> service.actions().size())
                .orElse(0);
    }

    private static String shown(List<String> texts, String separator) {
        String first = texts.stream().limit(SHOWN).collect(Collectors.joining(separator));
        int more = texts.size() - SHOWN;
        return more <= 0 ? first : first + separator + more + " more";
    }
}
