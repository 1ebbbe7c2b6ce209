package signet.ec2;

import java.util.Base64;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Fleet;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.GetConsoleOutputInput;
import signet.model.ec2.GetConsoleOutputOutput;

/** Shows the end of what an instance has written to its console; always the latest. */
final class GetConsoleOutput implements Operation<GetConsoleOutputInput, GetConsoleOutputOutput> {
    private final Fleet fleet;

    GetConsoleOutput(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public OperationModel<GetConsoleOutputInput, GetConsoleOutputOutput> model() {
        return Ec2Operations.GET_CONSOLE_OUTPUT;
    }

    @Override
    public Accesses accesses(Call<GetConsoleOutputInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Instances.access(
                ec2, model().name(), Instances.find(ec2, call.input().instanceId())));
    }

    @Override
    public GetConsoleOutputOutput handle(Authorized<GetConsoleOutputInput> request) {
        GetConsoleOutputOutput.Builder answer = GetConsoleOutputOutput.builder()
                .instanceId(request.input().instanceId())
                .timestamp(request.time());
        fleet.console(request.input().instanceId())
                .ifPresent(console -> answer.timestamp(console.written())
                        .output(Base64.getEncoder().encodeToString(console.bytes())));
        return answer.build();
    }
}
