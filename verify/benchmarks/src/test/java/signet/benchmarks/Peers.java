package signet.benchmarks;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authz.AuthorizationInfo;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.apache.shiro.cache.MemoryConstrainedCacheManager;
import org.apache.shiro.realm.AuthorizingRealm;
import org.apache.shiro.subject.PrincipalCollection;
import org.apache.shiro.subject.SimplePrincipalCollection;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The article's decision by other engines, each asked in the way its documentation shows, with its policies loaded and its
 * caches on. They decide less: neither jCasbin's model here nor Shiro has conditions, boundaries or resource policies.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Peers {
    private static final int MASK = Scenario.REQUESTS - 1;

    private static String action(int i) {
        return i % 2 == 0 ? "iam:PassRole" : "ec2:RunInstances";
    }

    private static String resource(int i) {
        return i % 2 == 0 ? Article.ROLE : Article.image(i);
    }

    private static void check(boolean passes, boolean passesOther) {
        if (!passes || passesOther) {
            throw new IllegalStateException("not the article's decision");
        }
    }

    /** jCasbin with an access control list whose entries may end in a wildcard, and denials that win. */
    @State(Scope.Thread)
    public static class Casbin {
        private final Enforcer enforcer = enforcer();
        private final String[] actions =
                IntStream.rangeClosed(0, MASK).mapToObj(Peers::action).toArray(String[]::new);
        private final String[] resources =
                IntStream.rangeClosed(0, MASK).mapToObj(Peers::resource).toArray(String[]::new);
        private int next;

        private static Enforcer enforcer() {
            Model model = new Model();
            model.loadModelFromText("""
                    [request_definition]
                    r = sub, act, obj
                    [policy_definition]
                    p = sub, act, obj, eft
                    [policy_effect]
                    e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
                    [matchers]
                    m = r.sub == p.sub && keyMatch(r.act, p.act) && keyMatch(r.obj, p.obj)
                    """);
            Enforcer enforcer = new Enforcer(model);
            enforcer.addPolicy("alice", "ec2:*", "*", "allow");
            enforcer.addPolicy("alice", "iam:PassRole", Article.ROLE, "allow");
            return enforcer;
        }

        /** Holds the engine to the article. */
        @Setup
        public void check() {
            Peers.check(
                    enforcer.enforce("alice", "iam:PassRole", Article.ROLE),
                    enforcer.enforce("alice", "iam:PassRole", Article.OTHER_ROLE));
        }
    }

    /** Asks jCasbin. */
    @Benchmark
    public boolean jcasbin(Casbin state) {
        int i = state.next++ & MASK;
        return state.enforcer.enforce("alice", state.actions[i], state.resources[i]);
    }

    /** Apache Shiro with a realm that keeps what a user may do; a colon in an ARN would end a part, so it is a bar. */
    @State(Scope.Thread)
    public static class Shiro {
        private final Realm realm = new Realm();
        private final PrincipalCollection alice = new SimplePrincipalCollection("alice", "realm");
        private final String[] permissions = IntStream.rangeClosed(0, MASK)
                .mapToObj(i -> permission(action(i), resource(i)))
                .toArray(String[]::new);
        private int next;

        private static String permission(String action, String resource) {
            return action + ":" + resource.replace(':', '|');
        }

        /** Holds the engine to the article. */
        @Setup
        public void check() {
            Peers.check(
                    realm.isPermitted(alice, permission("iam:PassRole", Article.ROLE)),
                    realm.isPermitted(alice, permission("iam:PassRole", Article.OTHER_ROLE)));
        }
    }

    private static final class Realm extends AuthorizingRealm {
        private final SimpleAuthorizationInfo info = new SimpleAuthorizationInfo();

        Realm() {
            super(new MemoryConstrainedCacheManager());
            info.addObjectPermission(new WildcardPermission("ec2:*"));
            info.addObjectPermission(new WildcardPermission(Shiro.permission("iam:PassRole", Article.ROLE)));
        }

        @Override
        protected AuthorizationInfo doGetAuthorizationInfo(PrincipalCollection principals) {
            return info;
        }

        @Override
        protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
            return null;
        }
    }

    /** Asks Shiro. */
    @Benchmark
    public boolean shiro(Shiro state) {
        return state.realm.isPermitted(state.alice, state.permissions[state.next++ & MASK]);
    }

    /** Cedar's Java binding, whose engine is native code, with its cache of parsed policies. */
    @State(Scope.Thread)
    public static class Cedar {
        private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
        private final Entities entities = new Entities();
        private PolicySet policies = new PolicySet();
        private List<AuthorizationRequest> requests = List.of();
        private int next;

        private static AuthorizationRequest request(String action, String resource) {
            return new AuthorizationRequest(
                    uid("User", "alice"), uid("Action", action), uid("Resource", resource), Map.of());
        }

        private static EntityUID uid(String type, String id) {
            return new EntityUID(EntityTypeName.parse(type).orElseThrow(), id);
        }

        /** Loads the policies, and holds the engine to the article. */
        @Setup
        public void prepare() throws InternalException, CacheException, AuthException {
            policies = PolicySet.parsePolicies("""
                    permit(principal == User::"alice", action == Action::"ec2:RunInstances", resource);
                    permit(principal == User::"alice", action == Action::"iam:PassRole", resource == Resource::"%s");
                    """.formatted(Article.ROLE));
            policies.cache();
            requests = IntStream.rangeClosed(0, MASK)
                    .mapToObj(i -> request(action(i), resource(i)))
                    .toList();
            check(
                    isAllowed(request("iam:PassRole", Article.ROLE)),
                    isAllowed(request("iam:PassRole", Article.OTHER_ROLE)));
        }

        private boolean isAllowed(AuthorizationRequest request) throws AuthException {
            return engine.isAuthorized(request, policies, entities)
                    .success
                    .orElseThrow()
                    .isAllowed();
        }
    }

    /** Asks Cedar. */
    @Benchmark
    public boolean cedar(Cedar state) throws AuthException {
        return state.isAllowed(state.requests.get(state.next++ & MASK));
    }
}
