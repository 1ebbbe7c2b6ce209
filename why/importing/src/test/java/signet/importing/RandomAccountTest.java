package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.identity.CustomerPolicy;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.User;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random accounts come back as they were written, however they were cut into pages; and no text makes reading fail. */
class RandomAccountTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void aRandomAccountIsReadAsItWasMade() {
        for (long seed = 0; seed < 300; seed++) {
            MadeAccount made = new MadeAccount(new Random(seed));
            Findings findings = new Findings();

            AccountRecord read = AccountReader.read(written(made, new Random(seed)), findings);

            assertEquals(List.of(), Files.faults(findings), "seed " + seed);
            assertEquals(made.users, users(read), "seed " + seed);
            assertEquals(made.memberships, memberships(read), "seed " + seed);
            assertEquals(
                    made.groups,
                    read.groups().stream().map(AccountRecord.OfGroup::group).toList());
            assertEquals(made.roles, roles(read), "seed " + seed);
            assertEquals(
                    made.policies,
                    read.policies().stream().map(AccountRecord.OfPolicy::policy).toList());
            assertEquals(made.ofAws, read.ofAws(), "seed " + seed);
            assertEquals(made.uses, read.lastUses(), "seed " + seed);
        }
    }

    private static List<User> users(AccountRecord read) {
        return read.users().stream().map(AccountRecord.OfUser::user).toList();
    }

    private static List<List<String>> memberships(AccountRecord read) {
        return read.users().stream().map(AccountRecord.OfUser::groups).toList();
    }

    private static List<Role> roles(AccountRecord read) {
        return read.roles().stream().map(AccountRecord.OfRole::role).toList();
    }

    /** As one file or as pages, each entity with its documents in one form or the other. */
    private static List<SourceFile> written(MadeAccount made, Random random) {
        boolean encoded = random.nextBoolean();
        List<ObjectNode> pages = new ArrayList<>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            ObjectNode page = JSON.createObjectNode();
            for (String list : List.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")) {
                page.putArray(list);
            }
            page.put("IsTruncated", i + 1 < count);
            pages.add(page);
        }
        made.users.forEach(user -> add(pages, random, "UserDetailList", made.shown(user, encoded)));
        made.groups.forEach(group -> add(pages, random, "GroupDetailList", made.shown(group, encoded)));
        made.roles.forEach(role -> add(pages, random, "RoleDetailList", made.shown(role, encoded)));
        for (CustomerPolicy policy : made.policies) {
            add(pages, random, "Policies", made.shown(policy, encoded));
        }
        for (RecordedPolicy policy : made.ofAws) {
            add(pages, random, "Policies", made.shown(policy, encoded));
        }
        List<SourceFile> files = new ArrayList<>();
        if (random.nextBoolean()) {
            StringBuilder all = new StringBuilder();
            pages.forEach(page -> all.append(page).append('\n'));
            files.add(new SourceFile("all.json", all.toString()));
        } else {
            pages.forEach(page -> files.add(new SourceFile("page-" + files.size(), page.toPrettyString())));
        }
        return files;
    }

    /** Later entities are never on an earlier page, for the order is what is compared. */
    private static void add(List<ObjectNode> pages, Random random, String list, ObjectNode entity) {
        int last = 0;
        for (int i = 0; i < pages.size(); i++) {
            last = pages.get(i).withArray(list).isEmpty() ? last : i;
        }
        ArrayNode chosen = pages.get(random.nextInt(last, pages.size())).withArray(list);
        chosen.add(entity);
    }

    @Test
    void noTextMakesReadingFail() {
        Random random = new Random(8);
        List<String> seeds = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            written(new MadeAccount(new Random(seed)), new Random(seed)).forEach(file -> seeds.add(file.text()));
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] text = seeds.get(random.nextInt(seeds.size())).getBytes(StandardCharsets.UTF_8);
            for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                text[random.nextInt(text.length)] = (byte) " {}[]\":,0aZ%\\n".charAt(random.nextInt(14));
            }
            SourceFile file = new SourceFile("f", new String(text, StandardCharsets.UTF_8));

            Findings findings = new Findings();
            assertNotNull(AccountReader.read(List.of(file), findings));
            assertNotNull(BucketReader.read(List.of(file), findings));
            findings.faults()
                    .forEach(fault -> assertEquals(1, fault.toString().lines().count(), fault.toString()));
        }
    }
}
