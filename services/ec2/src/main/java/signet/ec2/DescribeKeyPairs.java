package signet.ec2;

import java.util.List;
import java.util.Objects;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeKeyPairsInput;
import signet.model.ec2.DescribeKeyPairsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.KeyPairInfo;

/** Shows key pairs. */
final class DescribeKeyPairs implements Describe<DescribeKeyPairsInput, DescribeKeyPairsOutput> {
    @Override
    public OperationModel<DescribeKeyPairsInput, DescribeKeyPairsOutput> model() {
        return Ec2Operations.DESCRIBE_KEY_PAIRS;
    }

    @Override
    public DescribeKeyPairsOutput handle(Authorized<DescribeKeyPairsInput> request) {
        DescribeKeyPairsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<KeyPairRecord> all = KeyPairs.all(call);
        for (String name : Objects.requireNonNullElse(input.keyNames(), List.<String>of())) {
            if (all.stream().noneMatch(key -> key.name().equals(name))) {
                throw Errors.of("InvalidKeyPair.NotFound", "The key pair '" + name + "' does not exist");
            }
        }
        List<KeyPairRecord> byId =
                Select.named(all, input.keyPairIds(), KeyPairRecord::id, "InvalidKeyPair", "key pair");
        List<KeyPairRecord> byName =
                Select.named(byId, input.keyNames(), KeyPairRecord::name, "InvalidKeyPair", "key pair");
        Filters<KeyPairRecord> filters = new Filters<KeyPairRecord>()
                .on("key-name", KeyPairRecord::name)
                .on("key-pair-id", KeyPairRecord::id)
                .on("fingerprint", KeyPairRecord::fingerprint)
                .tagged(key -> Tags.of(call.view(), call.account(), key.id()));
        boolean shown = Boolean.TRUE.equals(input.includePublicKey());
        return new DescribeKeyPairsOutput(filters.apply(input.filters(), byName).stream()
                .map(key -> KeyPairInfo.builder()
                        .keyPairId(key.id())
                        .keyName(key.name())
                        .keyType(key.type())
                        .keyFingerprint(key.fingerprint())
                        .createTime(key.created())
                        .publicKey(shown ? key.publicKey() + " " + key.name() : null)
                        .tags(Tags.list(Tags.of(call.view(), call.account(), key.id())))
                        .build())
                .toList());
    }
}
