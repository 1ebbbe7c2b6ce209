package signet.ec2;

import java.util.Map;
import java.util.Optional;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.ec2.DeleteKeyPairInput;
import signet.model.ec2.DeleteKeyPairOutput;
import signet.model.ec2.Ec2Operations;
import signet.snapshot.State;

/** Forgets a key pair; one that isn't there is as good as forgotten. */
final class DeleteKeyPair implements Operation<DeleteKeyPairInput, DeleteKeyPairOutput> {
    private final State state;

    DeleteKeyPair(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteKeyPairInput, DeleteKeyPairOutput> model() {
        return Ec2Operations.DELETE_KEY_PAIR;
    }

    @Override
    public Accesses accesses(Call<DeleteKeyPairInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        DeleteKeyPairInput input = call.input();
        if (input.keyName() == null && input.keyPairId() == null) {
            throw Errors.missing("KeyName or KeyPairId");
        }
        return Accesses.of(find(ec2, input)
                .map(found -> ec2.access(
                                model().name(),
                                ec2.arn(KeyPairs.TYPE, found.name()),
                                Tags.of(ec2.view(), ec2.account(), found.id()))
                        .with("ec2:KeyPairName", found.name())
                        .with("ec2:KeyPairType", found.type()))
                .orElseGet(() -> ec2.access(
                        model().name(), ec2.arn(KeyPairs.TYPE, input.keyName() == null ? "*" : input.keyName()))));
    }

    @Override
    public DeleteKeyPairOutput handle(Authorized<DeleteKeyPairInput> request) {
        Ec2Call call = Ec2Call.of(request);
        Optional<KeyPairRecord> authorized = find(call, request.input());
        return state.write(tx -> {
            Optional<KeyPairRecord> found = find(call.on(tx), request.input());
            if (!found.map(KeyPairRecord::id).equals(authorized.map(KeyPairRecord::id)) && found.isPresent()) {
                throw Errors.changedMeanwhile("The key pair");
            }
            found.ifPresent(key -> {
                tx.delete(Tables.KEY_PAIRS, key.key());
                Tags.put(tx, call.account(), key.id(), Map.of());
            });
            return DeleteKeyPairOutput.builder()
                    .returnValue(true)
                    .keyPairId(found.map(KeyPairRecord::id).orElse(null))
                    .build();
        });
    }

    private static Optional<KeyPairRecord> find(Ec2Call call, DeleteKeyPairInput input) {
        return KeyPairs.all(call).stream()
                .filter(key -> key.name().equals(input.keyName()) || key.id().equals(input.keyPairId()))
                .findFirst();
    }
}
