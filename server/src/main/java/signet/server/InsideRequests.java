package signet.server;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.authz.Verdict;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** Carries requests from service to service: the {@link Pipeline} without a socket, a signature or bytes. */
final class InsideRequests implements Requests {
    private final Core core;
    private volatile @Nullable Services services;

    InsideRequests(Core core) {
        this.core = core;
    }

    /** Tells it the services, which are made after it, as some of them send requests. */
    void to(Services all) {
        services = all;
    }

    @Override
    public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
        return new Sent<>(caller, info, model).carryOut(input);
    }

    /** One request on its way. */
    private final class Sent<I, O> {
        private final Caller caller;
        private final RequestInfo info;
        private final OperationModel<I, O> model;
        private List<Decided> decisions = List.of();

        Sent(Caller caller, RequestInfo info, OperationModel<I, O> model) {
            this.caller = caller;
            this.info = info;
            this.model = model;
        }

        O carryOut(I input) {
            try {
                O output = answer(input);
                record(new Event.Said<>(model, input).answered(output), null);
                return output;
            } catch (AwsError e) {
                record(new Event.Said<>(model, input), e);
                throw e;
            }
        }

        private O answer(I input) {
            Services all = Objects.requireNonNull(services);
            Operation<I, O> operation = operation(all);
            Call<I> call = new Call<>(input, caller, info, core.state().current());
            Verdict<I> verdict = core.authorizer().authorize(call, operation.accesses(call));
            decisions = verdict.decisions();
            return switch (verdict) {
                case Verdict.Granted<I> granted -> operation.handle(granted.request());
                case Verdict.Denied<I> denied -> throw all.service(service(all)).denied(denied.denial());
                case Verdict.Unsigned<I> unsigned ->
                    throw new IllegalStateException("no service asks for nobody: " + model.name());
            };
        }

        @SuppressWarnings("unchecked") // an operation's model is of its own input and output
        private Operation<I, O> operation(Services all) {
            return (Operation<I, O>) all.operation(model).orElseThrow(() -> Refusals.of(model.service(), model.name()));
        }

        private ServiceModel service(Services all) {
            return all.named(model.service());
        }

        private void record(Event.Said<I, O> said, @Nullable AwsError error) {
            core.events()
                    .record(new Event(
                                    info,
                                    caller,
                                    model.service(),
                                    model.name(),
                                    error == null ? 200 : error.httpStatus(),
                                    error == null ? null : error.code(),
                                    error == null ? null : error.message(),
                                    decisions)
                            .saying(said));
        }
    }
}
