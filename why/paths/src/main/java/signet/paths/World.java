package signet.paths;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Context;
import signet.policy.Policy;
import signet.reasoning.Subjects;
import signet.reasoning.UnknownSubjectException;
import signet.snapshot.Fork;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** The account as it is, or as it would be after some hops; it remembers what it was asked. For one thread. */
final class World {
    private static final String ASSUME = "sts:AssumeRole";

    private final Survey survey;
    private final View view;
    private final boolean exhaustive;
    private final Map<String, Power> powers = new HashMap<>();
    private final Map<String, Optional<Step>> trusts = new HashMap<>();
    private final Map<String, List<Move>> becomings = new HashMap<>();
    private final Map<String, List<Raise>> raises = new HashMap<>();
    private @Nullable List<Role> roles;
    private @Nullable List<User> users;
    private @Nullable Map<String, List<Role>> trusting;
    private @Nullable List<Workplace> workplaces;
    private @Nullable Trusting byPrincipal;

    /** @param exhaustive whether to ask the engine also where an index says that it is in vain */
    World(Survey survey, View view, boolean exhaustive) {
        this.survey = survey;
        this.view = view.effective();
        this.exhaustive = exhaustive;
    }

    /** This world after a change. */
    World supposing(Consumer<Transaction> change) {
        return new World(survey, Fork.supposing(view, change), exhaustive);
    }

    Survey survey() {
        return survey;
    }

    View view() {
        return view;
    }

    String account() {
        return survey.account();
    }

    String region() {
        return survey.inquiry().info().region();
    }

    /** Whether what an index rules out is not even asked. */
    boolean pruned() {
        return !exhaustive;
    }

    /** What a user or role can do; empty if there is none. */
    Optional<Power> find(String arn) {
        Power known = powers.get(arn);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Caller caller = new Subjects(view, survey.inquiry().info().time()).named(account(), arn);
            Power made = new Power(this, caller);
            powers.put(arn, made);
            return Optional.of(made);
        } catch (UnknownSubjectException e) {
            return Optional.empty();
        }
    }

    Power power(String arn) {
        return find(arn).orElseThrow(() -> new IllegalStateException("there is no " + arn));
    }

    List<Role> roles() {
        List<Role> found = roles;
        if (found == null) {
            found = List.copyOf(
                    view.under(Tables.ROLES, Tables.key(account(), "")).values());
            roles = found;
        }
        return found;
    }

    List<User> users() {
        List<User> found = users;
        if (found == null) {
            found = List.copyOf(
                    view.under(Tables.USERS, Tables.key(account(), "")).values());
            users = found;
        }
        return found;
    }

    List<Workplace> workplaces() {
        List<Workplace> found = workplaces;
        if (found == null) {
            found = survey.surroundings().workplaces(view, account());
            workplaces = found;
        }
        return found;
    }

    /** The roles whose trust policies name a service; all, if nothing is to be ruled out. */
    List<Role> trusting(String service) {
        return exhaustive ? roles() : byService().getOrDefault(service, List.of());
    }

    /** Roles by whom else they trust. */
    Trusting trusting() {
        Trusting found = byPrincipal;
        if (found == null) {
            found = new Trusting(this);
            byPrincipal = found;
        }
        return found;
    }

    /** Every service that a role's trust policy names. */
    Set<String> servicesTrusted(Role role) {
        return new LinkedHashSet<>(trust(role).servicePrincipals());
    }

    private Map<String, List<Role>> byService() {
        Map<String, List<Role>> found = trusting;
        if (found == null) {
            found = new LinkedHashMap<>();
            for (Role role : roles()) {
                for (String service : servicesTrusted(role)) {
                    found.computeIfAbsent(service, name -> new ArrayList<>()).add(role);
                }
                if (open(role)) {
                    found.computeIfAbsent("*", name -> new ArrayList<>()).add(role);
                }
            }
            merge(found);
            trusting = found;
        }
        return found;
    }

    /** What trusts everybody may trust each service. */
    private static void merge(Map<String, List<Role>> byService) {
        List<Role> open = byService.getOrDefault("*", List.of());
        if (!open.isEmpty()) {
            for (String service : PassMethods.services()) {
                byService.computeIfAbsent(service, name -> new ArrayList<>());
            }
            byService
                    .values()
                    .forEach(list -> open.stream()
                            .filter(role -> !list.contains(role))
                            .toList()
                            .forEach(list::add));
        }
    }

    Policy trust(Role role) {
        return survey.permissions().trust(role).policy();
    }

    /** Whether a trust policy may speak of principals that it does not list by name. */
    boolean open(Role role) {
        String text = role.trust();
        return text.contains("\"*\"") || text.contains("NotPrincipal") || text.contains("\\u");
    }

    /** Whether a service may assume a role, with the keys that it would have. */
    Optional<Step> trusted(Role role, String service, Context keys) {
        return trusts.computeIfAbsent(role.arn() + " " + service + " " + keys, key -> asked(role, service, keys));
    }

    private Optional<Step> asked(Role role, String service, Context keys) {
        return new Power(this, new Caller.AwsService(service))
                .may(assuming(role).with(keys));
    }

    /** The access that assuming a role is. */
    Access assuming(Role role) {
        Context.Builder keys = Context.builder();
        role.tags()
                .forEach((key, value) ->
                        keys.put("aws:ResourceTag/" + key, value).put("iam:ResourceTag/" + key, value));
        return Access.to(ASSUME, role.arn())
                .ownedBy(role.account())
                .with(keys.build())
                .guardedBy(survey.permissions().trust(role));
    }

    /** An instance profile that holds a role. */
    Optional<InstanceProfile> profile(Role role) {
        return view.find(Tables.INSTANCE_PROFILES_BY_ROLE, role.id()).stream()
                .filter(profile -> profile.account().equals(account()))
                .findFirst();
    }

    /** The first way from a principal to each other one. */
    List<Move> becomings(String arn) {
        List<Move> known = becomings.get(arn);
        if (known == null) {
            known = new Becoming(this, power(arn)).each();
            becomings.put(arn, known);
        }
        return known;
    }

    /** What would give a principal more power, whoever does it. */
    List<Raise> raises(String arn) {
        List<Raise> known = raises.get(arn);
        if (known == null) {
            known = new Raising(this, power(arn).holder()).all();
            raises.put(arn, known);
        }
        return known;
    }
}
