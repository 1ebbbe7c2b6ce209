package signet.ec2;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Authorized;
import signet.identity.Ids;
import signet.model.ec2.TagSpecification;
import signet.snapshot.State;

/** What the operations on key pairs share. */
final class KeyPairs {
    static final String TYPE = "key-pair";
    private static final int LONGEST_NAME = 255;

    private KeyPairs() {}

    /** What it needs to make a key pair. */
    static List<Access> creation(
            Ec2Call call, String action, String name, @Nullable String type, @Nullable List<TagSpecification> tags) {
        String arn = call.arn(TYPE, name);
        Map<String, String> asked = tags(tags);
        Access make = call.access(action, arn).with(Tags.requestKeys(asked));
        List<Access> all = new ArrayList<>();
        all.add(type == null ? make : make.with("ec2:KeyPairType", type));
        all.addAll(Tags.creation(call, action, arn, asked));
        return all;
    }

    static Map<String, String> tags(@Nullable List<TagSpecification> specifications) {
        Map<String, String> tags = Tags.byType(specifications, TYPE).get(TYPE);
        return tags == null ? Map.of() : tags;
    }

    static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c >= ' ' && c < 127)) {
            throw Errors.invalidValue(
                    name, "KeyName", "Character sets beyond ASCII are not supported, and at most 255 characters are.");
        }
    }

    /** Records a key pair; its name must be free. */
    static KeyPairRecord record(
            State state,
            Authorized<?> request,
            Ids ids,
            String name,
            PublicKeys.Imported key,
            Map<String, String> tags) {
        Ec2Call call = Ec2Call.of(request);
        KeyPairRecord made = new KeyPairRecord(
                call.account(),
                call.region(),
                name,
                ids.resource("key"),
                key.type(),
                key.openSsh(),
                key.fingerprint(),
                request.time().truncatedTo(ChronoUnit.SECONDS));
        return state.write(tx -> {
            if (tx.get(Tables.KEY_PAIRS, made.key()).isPresent()) {
                throw Errors.of("InvalidKeyPair.Duplicate", "The keypair already exists");
            }
            tx.put(Tables.KEY_PAIRS, made.key(), made);
            Tags.put(tx, call.account(), made.id(), tags);
            return made;
        });
    }

    static List<KeyPairRecord> all(Ec2Call call) {
        return List.copyOf(call.view().under(Tables.KEY_PAIRS, call.key("")).values());
    }
}
