package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.CancelSpotInstanceRequestsInput;
import signet.model.ec2.CancelSpotInstanceRequestsOutput;
import signet.model.ec2.CancelledSpotInstanceRequest;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Cancels requests for Spot instances. The instances that fulfil them go on. */
final class CancelSpotInstanceRequests
        implements Operation<CancelSpotInstanceRequestsInput, CancelSpotInstanceRequestsOutput> {
    private final State state;

    CancelSpotInstanceRequests(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<CancelSpotInstanceRequestsInput, CancelSpotInstanceRequestsOutput> model() {
        return Ec2Operations.CANCEL_SPOT_INSTANCE_REQUESTS;
    }

    @Override
    public Accesses accesses(Call<CancelSpotInstanceRequestsInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        List<SpotRequestRecord> found = SpotRequests.find(ec2, call.input().spotInstanceRequestIds());
        if (found.isEmpty()) {
            throw Errors.missing("SpotInstanceRequestId");
        }
        return Accesses.of(found.stream()
                .map(request -> ec2.access(
                        model().name(),
                        ec2.arn(SpotRequests.TYPE, request.id()),
                        Tags.of(ec2.view(), ec2.account(), request.id())))
                .toList());
    }

    @Override
    public CancelSpotInstanceRequestsOutput handle(Authorized<CancelSpotInstanceRequestsInput> request) {
        Ec2Call call = Ec2Call.of(request);
        return state.write(tx -> {
            Ec2Call now = call.on(tx);
            List<CancelledSpotInstanceRequest> done = new ArrayList<>();
            for (SpotRequestRecord found :
                    SpotRequests.find(now, request.input().spotInstanceRequestIds())) {
                String before = SpotRequests.standing(now, found).state();
                if (before.equals("active")) {
                    SpotRequestRecord cancelled = found.cancelledAt(request.time());
                    tx.put(Tables.SPOT_REQUESTS, cancelled.key(), cancelled);
                }
                done.add(new CancelledSpotInstanceRequest(found.id(), before.equals("closed") ? before : "cancelled"));
            }
            return new CancelSpotInstanceRequestsOutput(done);
        });
    }
}
