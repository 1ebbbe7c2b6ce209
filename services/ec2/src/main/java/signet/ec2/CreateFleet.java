package signet.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ec2.CreateFleetError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateFleetInstance;
import signet.model.ec2.CreateFleetOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.OnDemandOptionsRequest;
import signet.model.ec2.SpotOptionsRequest;
import signet.snapshot.State;
import signet.snapshot.Transaction;

/**
 * Launches an instant fleet: from the first sort of instance that can be launched. What its launches may not do is, as
 * on AWS, told in the answer's errors and not by the request's failure.
 */
final class CreateFleet implements Operation<CreateFleetInput, CreateFleetOutput> {
    /** How long a fleet without instances is shown. */
    private static final Duration SHOWN = Duration.ofDays(2);

    private final State state;
    private final Fleet fleet;
    private final Ids ids;
    private final AuthorizationMessages messages;
    private final Launcher launcher;
    private final LaunchPlanner planner;

    CreateFleet(State state, Fleet fleet, Ids ids, AuthorizationMessages messages, Catalogue catalogue) {
        this.state = state;
        this.fleet = fleet;
        this.ids = ids;
        this.messages = messages;
        this.launcher = new Launcher(ids);
        this.planner = new LaunchPlanner(catalogue);
    }

    @Override
    public OperationModel<CreateFleetInput, CreateFleetOutput> model() {
        return Ec2Operations.CREATE_FLEET;
    }

    @Override
    public Accesses accesses(Call<CreateFleetInput> call) {
        refuse(call.input());
        Ec2Call ec2 = Ec2Call.of(call);
        List<FleetCandidate> candidates = candidates(ec2, call.input());
        List<Access> launches = candidates.stream()
                .flatMap(candidate -> candidate.needs().stream())
                .distinct()
                .toList();
        return Accesses.of(FleetAccesses.of(ec2, call.input(), candidates)).advised(launches);
    }

    @Override
    public CreateFleetOutput handle(Authorized<CreateFleetInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Optional<FleetRecord> before = before(call, request.input().clientToken());
        if (before.isPresent()) {
            return answer(before.get());
        }
        FleetTarget target = FleetTarget.of(request.input().targetCapacitySpecification());
        Filling filling = new Filling(request);
        filling.fill(candidates(call, request.input(), false), target.onDemand());
        filling.fill(candidates(call, request.input(), true), target.spot());
        FleetRecord made = new FleetRecord(
                call.account(),
                call.region(),
                FleetRecord.TYPE + "-" + ids.uuid(),
                "active",
                request.time(),
                request.input(),
                filling.launched,
                filling.errors);
        state.change(tx -> {
            forgetOld(tx, call.on(tx), made.created().minus(SHOWN));
            tx.put(Tables.FLEETS, made.key(), made);
            Tags.put(tx, call.account(), made.id(), FleetAccesses.tags(request.input()));
        });
        filling.started.forEach(fleet::start);
        return answer(made);
    }

    /** Forgets the fleets that were made before, and of which nothing is left. */
    private static void forgetOld(Transaction tx, Ec2Call call, Instant before) {
        tx.under(Tables.FLEETS, call.key("")).values().stream()
                .filter(old -> old.created().isBefore(before) && old.hasEnded(call))
                .forEach(old -> {
                    tx.delete(Tables.FLEETS, old.key());
                    Tags.put(tx, call.account(), old.id(), Map.of());
                });
    }

    private List<FleetCandidate> candidates(Ec2Call call, CreateFleetInput input) {
        FleetTarget target = FleetTarget.of(input.targetCapacitySpecification());
        List<FleetCandidate> all = new ArrayList<>();
        if (target.onDemand() > 0 || target.spot() == 0) {
            all.addAll(candidates(call, input, false));
        }
        if (target.spot() > 0) {
            all.addAll(candidates(call, input, true));
        }
        return all;
    }

    private List<FleetCandidate> candidates(Ec2Call call, CreateFleetInput input, boolean spot) {
        return FleetCandidate.of(call, planner, input, spot);
    }

    private static void refuse(CreateFleetInput input) {
        if (!"instant".equals(Objects.requireNonNullElse(input.type(), "maintain"))) {
            throw Errors.unsupported("Fleets of other types than instant are not supported by Signet.");
        }
        Members.only(OnDemandOptionsRequest.SCHEMA, input.onDemandOptions(), "OnDemandOptions", "AllocationStrategy");
        Members.only(
                SpotOptionsRequest.SCHEMA,
                input.spotOptions(),
                "SpotOptions",
                "AllocationStrategy",
                "InstanceInterruptionBehavior");
        SpotOptionsRequest spot = input.spotOptions();
        if (spot != null) {
            Members.value(spot.instanceInterruptionBehavior(), "SpotOptions.InstanceInterruptionBehavior", "terminate");
        }
        Members.value(input.excessCapacityTerminationPolicy(), "ExcessCapacityTerminationPolicy", "no-termination");
        var _ = FleetTarget.of(input.targetCapacitySpecification());
    }

    private static Optional<FleetRecord> before(Ec2Call call, @Nullable String token) {
        return token == null
                ? Optional.empty()
                : call.view().under(Tables.FLEETS, call.key("")).values().stream()
                        .filter(fleet -> token.equals(fleet.asked().clientToken()))
                        .findFirst();
    }

    private static CreateFleetOutput answer(FleetRecord fleet) {
        return new CreateFleetOutput(fleet.id(), fleet.errors(), fleet.launched());
    }

    /** One fleet being launched. */
    private final class Filling {
        private final Authorized<CreateFleetInput> request;
        private final List<CreateFleetInstance> launched = new ArrayList<>();
        private final List<CreateFleetError> errors = new ArrayList<>();
        private final List<Instance> started = new ArrayList<>();

        Filling(Authorized<CreateFleetInput> request) {
            this.request = request;
        }

        /** Launches so much capacity from the candidates, in their order. */
        void fill(List<FleetCandidate> candidates, int capacity) {
            double left = capacity;
            for (FleetCandidate candidate : candidates) {
                if (left <= 0) {
                    return;
                }
                int count = (int) Math.ceil(left / candidate.weight());
                try {
                    left -= launch(candidate, count) * candidate.weight();
                } catch (AwsError e) {
                    errors.add(new CreateFleetError(candidate.answer(), candidate.lifecycle(), e.code(), e.message()));
                }
            }
        }

        private int launch(FleetCandidate candidate, int count) {
            LaunchPlan plan = candidate.plan();
            AwsError wrong = candidate.wrong();
            if (wrong != null || plan == null) {
                throw Objects.requireNonNull(wrong);
            }
            for (Access needed : candidate.needs()) {
                if (!request.permits(needed)) {
                    throw request.refused(needed)
                            .map(denial -> Ec2Service.denied(denial, messages))
                            .orElseGet(() -> Errors.of("InternalError", "An internal error has occurred"));
                }
            }
            Ec2Call call = Ec2Call.of(request);
            List<Instance> made = state.write(
                    tx -> launcher.launch(tx, call.on(tx), plan.of(count), Launcher.Order.once(request.time())));
            started.addAll(made);
            launched.add(answer(candidate, made));
            return made.size();
        }

        private CreateFleetInstance answer(FleetCandidate candidate, List<Instance> made) {
            Instance first = made.getFirst();
            return CreateFleetInstance.builder()
                    .launchTemplateAndOverrides(candidate.answer())
                    .lifecycle(candidate.lifecycle())
                    .instanceIds(made.stream().map(Instance::id).toList())
                    .instanceType(first.launch().instanceType())
                    .availabilityZone(first.launch().zone())
                    .subnetId(first.network().subnetId())
                    .build();
        }
    }
}
