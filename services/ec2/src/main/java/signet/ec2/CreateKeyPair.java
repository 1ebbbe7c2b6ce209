package signet.ec2;

import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.KeyPair;
import signet.snapshot.State;

/** Makes a key pair; the private key is in the answer and nowhere else. */
final class CreateKeyPair implements Operation<CreateKeyPairInput, KeyPair> {
    private final State state;
    private final Ids ids;

    CreateKeyPair(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateKeyPairInput, KeyPair> model() {
        return Ec2Operations.CREATE_KEY_PAIR;
    }

    @Override
    public Accesses accesses(Call<CreateKeyPairInput> call) {
        CreateKeyPairInput input = call.input();
        KeyPairs.checkName(input.keyName());
        Members.value(input.keyFormat(), "KeyFormat", "pem");
        return Accesses.of(KeyPairs.creation(
                Ec2Call.of(call), model().name(), input.keyName(), type(input), input.tagSpecifications()));
    }

    @Override
    public KeyPair handle(Authorized<CreateKeyPairInput> request) {
        CreateKeyPairInput input = request.input();
        NewKey key = NewKey.generate(type(input));
        var tags = KeyPairs.tags(input.tagSpecifications());
        KeyPairRecord made = KeyPairs.record(
                state,
                request,
                ids,
                input.keyName(),
                new PublicKeys.Imported(key.type(), key.openSsh(), key.fingerprint()),
                tags);
        return KeyPair.builder()
                .keyPairId(made.id())
                .keyName(made.name())
                .keyFingerprint(made.fingerprint())
                .keyMaterial(key.pem())
                .tags(Tags.list(tags))
                .build();
    }

    private static String type(CreateKeyPairInput input) {
        String type = Objects.requireNonNullElse(input.keyType(), "rsa");
        if (!type.equals("rsa") && !type.equals("ed25519")) {
            throw Errors.invalidValue("Invalid value '" + type + "' for KeyType.");
        }
        return type;
    }
}
