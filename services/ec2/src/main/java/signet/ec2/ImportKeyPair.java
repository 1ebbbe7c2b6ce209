package signet.ec2;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ImportKeyPairInput;
import signet.model.ec2.ImportKeyPairOutput;
import signet.snapshot.State;

/** Takes over the public key of a key pair that was made elsewhere. */
final class ImportKeyPair implements Operation<ImportKeyPairInput, ImportKeyPairOutput> {
    private final State state;
    private final Ids ids;

    ImportKeyPair(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<ImportKeyPairInput, ImportKeyPairOutput> model() {
        return Ec2Operations.IMPORT_KEY_PAIR;
    }

    @Override
    public Accesses accesses(Call<ImportKeyPairInput> call) {
        ImportKeyPairInput input = call.input();
        KeyPairs.checkName(input.keyName());
        return Accesses.of(
                KeyPairs.creation(Ec2Call.of(call), model().name(), input.keyName(), null, input.tagSpecifications()));
    }

    @Override
    public ImportKeyPairOutput handle(Authorized<ImportKeyPairInput> request) {
        ImportKeyPairInput input = request.input();
        var tags = KeyPairs.tags(input.tagSpecifications());
        KeyPairRecord made =
                KeyPairs.record(state, request, ids, input.keyName(), PublicKeys.read(input.publicKeyMaterial()), tags);
        return ImportKeyPairOutput.builder()
                .keyPairId(made.id())
                .keyName(made.name())
                .keyFingerprint(made.fingerprint())
                .tags(Tags.list(tags))
                .build();
    }
}
