package signet.server;

import java.util.Optional;
import java.util.function.Function;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.instance.RunningInstance;
import signet.model.AwsError;

/** Admits whoever may run programs in an instance. */
final class ConnectEndpoint implements OwnOperation<ConnectRequest, RunningInstance> {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final OwnRequests requests;
    private final String region;
    private final Function<String, Optional<RunningInstance>> running;

    ConnectEndpoint(Core core, Function<String, Optional<RunningInstance>> running) {
        this.requests = new OwnRequests(core);
        this.region = core.region();
        this.running = running;
    }

    /**
     * The instance that the request may be connected to.
     *
     * @throws AwsError if it may not
     */
    RunningInstance admit(Exchange exchange, String instanceId) {
        return requests.carryOut(exchange, new byte[0], this, new ConnectRequest(instanceId));
    }

    @Override
    public String service() {
        return ConnectRequest.SERVICE;
    }

    @Override
    public String name() {
        return ConnectRequest.OPERATION;
    }

    @Override
    public int status() {
        return SWITCHING_PROTOCOLS;
    }

    @Override
    public Accesses accesses(Call<ConnectRequest> call) {
        return call.input().accesses(call.view(), call.caller(), region);
    }

    @Override
    public RunningInstance handle(Authorized<ConnectRequest> request) {
        String id = request.input().instance(request.view(), request.caller()).id();
        return running.apply(id)
                .orElseThrow(() -> AwsError.of(
                        "IncorrectInstanceState", 400, "The instance '" + id + "' has just stopped running."));
    }
}
