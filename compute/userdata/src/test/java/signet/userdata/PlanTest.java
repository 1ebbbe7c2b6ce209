package signet.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanTest {

    private static Plan plan(String userData) {
        return Plan.of(userData.getBytes(StandardCharsets.UTF_8));
    }

    private static Plan config(String yaml) {
        return plan("#cloud-config\n" + yaml);
    }

    /** Every step in one line; the content of what has one after {@code <}. */
    private static List<String> steps(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.module().label() + ": " + step.function() + " " + step.arguments()
                        + (step.content() == null ? "" : " < " + step.content()))
                .toList();
    }

    private static void nothingIsLeftOut(Plan plan) {
        assertEquals(List.of(), plan.notDone());
        assertEquals(List.of(), plan.warnings());
    }

    @Test
    void aScriptIsRunOnce() {
        Plan plan = plan("#!/bin/sh\necho\n");

        assertEquals(List.of("scripts_user: script [part-001, user data] < #!/bin/sh\necho\n"), steps(plan));
        nothingIsLeftOut(plan);
    }

    @Test
    void lineEndsOfWindowsAreTakenFromScriptsThatBeginWithOne() {
        assertEquals(
                "#!/bin/sh\nx\n", plan("#!/bin/sh\r\nx\r\n").steps().getFirst().content());
        assertEquals(
                "#!/bin/sh\nx\r\n", plan("#!/bin/sh\nx\r\n").steps().getFirst().content());
    }

    @Test
    void aBoothookLosesItsFirstLine() {
        assertEquals(
                List.of("boothooks: boothook [part-001] < #!/bin/sh\nx\n"),
                steps(plan("#cloud-boothook\n#!/bin/sh\nx\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '#include,http://x'     | user data (nothing is fetched for user data)
            '## template: jinja,x'  | user data (templates are not rendered)
            '#part-handler,x'       | user data (there is no Python of cloud-init's to run it)
            hello                   | user data (neither a script nor a form of cloud-init's)
            """)
    void aFormThatIsNotDoneIsNamed(String userData, String line) {
        Plan plan = plan(userData.replace(",", "\n"));

        assertEquals(List.of(line), plan.notDone());
        assertEquals(List.of(), plan.steps());
    }

    @Test
    void commandsAreAShellScriptWithListsQuoted() {
        Plan plan = config("""
                bootcmd:
                - echo "$HOME" | cat
                - [echo, it's, "a b", $HOME, 1, yes, ~, 0644, "two\\nlines", '']
                -
                runcmd: [cd /tmp, [pwd]]
                """);

        assertEquals(
                List.of(
                        "bootcmd: commands [] < #!/bin/sh\necho \"$HOME\" | cat\n'echo' 'it'\\''s' 'a b' '$HOME' '1' 'True'"
                                + " 'None' '420' 'two\nlines' ''\n",
                        "scripts_user: script [runcmd, runcmd] < #!/bin/sh\ncd /tmp\n'pwd'\n"),
                steps(plan));
        nothingIsLeftOut(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runcmd: echo", "runcmd: {a: b}", "runcmd: [{a: b}]", "runcmd: [[a, [b]]]", "runcmd: [5]"})
    void commandsOfAnotherFormAreAllLeftOut(String yaml) {
        Plan plan = config(yaml + "\nbootcmd: [x]\n");

        assertEquals(List.of("bootcmd: commands [] < #!/bin/sh\nx\n"), steps(plan));
        assertEquals(1, plan.warnings().size());
    }

    @Test
    void filesHaveDefaults() {
        assertEquals(
                List.of("write_files: write_file [/a/b, root:root, 644] < "),
                steps(config("write_files: [{path: /a/b}]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            permissions: '0640'             | [/f, root:root, 640]
            permissions: 0640               | [/f, root:root, 640]
            permissions: 416                | [/f, root:root, 640]
            permissions: '0o755'            | [/f, root:root, 755]
            permissions: '4755'             | [/f, root:root, 4755]
            permissions: 'rwx'              | [/f, root:root, 644]
            permissions: -1                 | [/f, root:root, 644]
            permissions: 99999999999999     | [/f, root:root, 644]
            owner: games                    | [/f, games, 644]
            owner: 'games:tty'              | [/f, games:tty, 644]
            owner: '-1:tty'                 | [/f, :tty, 644]
            owner: 'None:None'              | [/f, , 644]
            owner: 'a:b:c'                  | [/f, a:b:c, 644]
            owner: '--help'                 | [/f, --help, 644]
            """)
    void permissionsAndOwnersAreReadAsCloudInitDoes(String key, String arguments) {
        Plan plan = config("write_files: [{path: /f, " + key + "}]");

        assertEquals(List.of("write_files: write_file " + arguments + " < "), steps(plan));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            encoding: b64, content: aGk=                                      | hi
            encoding: base64, content: "aG\\nk="                              | hi
            encoding: Gz+B64, content: H4sIAAAAAAACA8vIBACsKpPYAgAAAA==       | hi
            encoding: gzip, content: !!binary H4sIAAAAAAACA8vIBACsKpPYAgAAAA== | hi
            encoding: text/plain, content: aGk=                               | aGk=
            encoding: rot13, content: aGk=                                    | aGk=
            content: 0644                                                     | 420
            content: "a\\0b"                                                  | a\\0b
            """)
    void contentIsDecoded(String keys, String content) {
        Plan plan = config("write_files: [{path: /f, " + keys + "}]");

        assertEquals(content.replace("\\0", "\0"), plan.steps().getFirst().content(), plan.warnings()::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "encoding: gzip, content: x",
                "encoding: b64, content: a",
                "content: [x]",
                "path: \"/a\\0b\"",
                "owner: \"a\\0\"",
                "source: {uri: http://x}"
            })
    void aFileThatCannotBeMadeIsSaidAndTheOthersAreWritten(String keys) {
        String path = keys.startsWith("path") ? "" : "path: /f, ";
        Plan plan = config("write_files: [{" + path + keys + "}, {path: /g}]");

        assertEquals(List.of("write_files: write_file [/g, root:root, 644] < "), steps(plan));
        assertEquals(1, plan.warnings().size() + plan.notDone().size());
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, /a/b",
        "/../../etc/x, /etc/x",
        "/a/./b//c/.., /a/b",
        "/, /",
        "~/x, /~/x",
        "/a b/'$(id)', /a b/'$(id)'"
    })
    void pathsAreMadeAbsolute(String path, String absolute) {
        assertEquals(absolute, WriteFiles.absolute(path));
    }

    @Test
    void deferredFilesAndAppendedOnesAreStepsOfTheirOwn() {
        assertEquals(
                List.of(
                        "write_files_deferred: write_file [/a, root:root, 644] < x",
                        "write_files: append_file [/b, root:root, 644] < y"),
                steps(config(
                        "write_files: [{path: /a, defer: true, content: x}, {path: /b, append: yes, content: y}]")));
    }

    @Test
    void usersAreWhatUseraddTakes() {
        Plan plan = config("""
                users:
                - name: alice
                  gecos: A B
                  uid: 1001
                  groups: a, b
                  primary-group: c
                  no-create-home: true
                  no_user_group: true
                  hashed_passwd: $6$x
                  lock-passwd: false
                  ssh-authorized-keys: [k1, "k2\\nk3", '']
                - bob, carol
                """);

        assertEquals(
                List.of(
                        "need_group [a]",
                        "need_group [b]",
                        "need_group [c]",
                        "add_user [alice, --comment=A B, --gid=c, --uid=1001, --no-user-group, --groups=a,b,"
                                + " --no-create-home]",
                        "set_password [alice, $6$x]",
                        "authorize [alice] < k1\nk2\nk3\n",
                        "add_user [bob, --create-home]",
                        "lock_password [bob]",
                        "add_user [carol, --create-home]",
                        "lock_password [carol]"),
                steps(plan).stream()
                        .map(step -> step.replace("users_groups: ", ""))
                        .toList());
        nothingIsLeftOut(plan);
    }

    @Test
    void groupsComeBeforeUsersAndTheirMembersAfterThem() {
        List<String> expected = List.of(
                "users_groups: add_group [g]",
                "users_groups: add_group [h]",
                "users_groups: add_user [u, --create-home]",
                "users_groups: lock_password [u]",
                "users_groups: add_member [h, u]");

        assertEquals(expected, steps(config("groups: [g, {h: [u]}]\nusers: [u]")));
        assertEquals(expected, steps(config("groups: {g: , h: u}\nusers: {u: }")));
        assertEquals(expected.subList(0, 2), steps(config("groups: g, h")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'-x'",
                "a b",
                "'a:b'",
                "\"a\\nb\"",
                "a/b",
                "\"a\\0\"",
                "''",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatIsNoNameOfAUserIsSkipped(String name) {
        Plan plan = config("users: [{name: " + name + "}]\ngroups: {" + name + ": [x]}");

        assertEquals(List.of(), steps(plan));
        assertFalse(plan.warnings().isEmpty());
    }

    @Test
    void whatOfAUserIsNotDoneIsNamed() {
        Plan plan = config(
                "users: [default, {name: u, sudo: x, doas: [y], plain_text_passwd: p, ssh_import_id: [z], odd: 1}]");

        assertEquals(
                List.of(
                        "users: default (instances have no user of the image's; their programs run as root)",
                        "users: sudo of u (programs of an instance can't gain privileges)",
                        "users: doas of u (programs of an instance can't gain privileges)",
                        "users: plain_text_passwd of u (nothing asks for passwords)",
                        "users: ssh_import_id of u (nothing is fetched for user data)",
                        "users: odd of u (not known)"),
                plan.notDone());
    }

    @Test
    void everyKeyOfCloudInitsIsDoneOrNamed() {
        for (String key : Documented.KEYS) {
            Plan plan = config(key + ": {x: [y]}\n");
            boolean said = !plan.notDone().isEmpty() || !plan.warnings().isEmpty();
            boolean done = !plan.steps().isEmpty() || plan.hostname().isPresent();
            boolean takenAsItIs = List.of(
                            "hostname",
                            "fqdn",
                            "preserve_hostname",
                            "timezone",
                            "final_message",
                            "version",
                            "merge_how",
                            "merge_type")
                    .contains(key);
            assertTrue(said || done || takenAsItIs, key);
            plan.notDone().forEach(line -> assertFalse(line.contains("not known"), line));
        }
    }

    @Test
    void whatIsAskedNotToBeDoneIsNotMissed() {
        nothingIsLeftOut(config("package_update: false\npackage_upgrade: no\nswap:\nmanage_etc_hosts: false\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            hostname: web                          | web
            hostname: web.example.com              | web
            fqdn: web.example.com                  | web
            {fqdn: a.example.com, hostname: b}     | b
            {hostname: web, preserve_hostname: on} | -
            hostname: a_b                          | -
            hostname: -a                           | -
            hostname: "a\\nb"                      | -
            hostname: $(id)                        | -
            """)
    void theHostNameIsTheFirstName(String yaml, String name) {
        assertEquals(Optional.ofNullable(name), config(yaml).hostname());
    }

    @Test
    void theLastOfSeveralDocumentsReplacesKeys() {
        Plan plan = plan("#cloud-config-archive\n"
                + "- {content: 'runcmd: [a]\nbootcmd: [b]', type: text/cloud-config}\n"
                        .replace("\n", "\\n")
                        .replace("'", "\"")
                        .replace("}\\n", "}\n")
                + "- \"runcmd: [c]\\nmerge_how: list()\"\n");

        assertEquals(
                List.of(
                        "bootcmd: commands [] < #!/bin/sh\nb\n",
                        "scripts_user: script [runcmd, runcmd] < #!/bin/sh\nc\n"),
                steps(plan));
        assertEquals(List.of("merge_how (a later document's keys replace an earlier one's)"), plan.notDone());
    }

    @Test
    void variablesOfTheFinalMessageAreFilledInLater() {
        assertEquals(
                List.of("final_message: final_message [up , uptime,  at , timestamp, , $other $, $]"
                        .replace(", $]", "]")
                        .replace("$other $", "$other $5")),
                steps(config("final_message: up $UPTIME at ${timestamp}$other $5\n")).stream()
                        .map(step -> step.replace("timestamp, $", "timestamp, , $"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {mode: poweroff}                                | [poweroff, 0, ] < #!/bin/sh\\ntrue\\n
            {mode: reboot, delay: +05, message: bye}        | [reboot, 5, bye] < #!/bin/sh\\ntrue\\n
            {mode: halt, delay: now, condition: false}      | [halt, 0, ] < #!/bin/sh\\nfalse\\n
            {mode: halt, delay: 2, condition: test -e /x}   | [halt, 2, ] < #!/bin/sh\\ntest -e /x\\n
            {mode: halt, condition: [test, -e, $x]}         | [halt, 0, ] < #!/bin/sh\\n'test' '-e' '$x'\\n
            """)
    void aPowerStateHasAConditionThatIsAScript(String yaml, String step) {
        assertEquals(
                List.of("power_state_change: power_state " + step.replace("\\n", "\n")),
                steps(config("power_state: " + yaml)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{mode: explode}", "{}", "x", "{mode: halt, delay: soon}", "{mode: halt, condition: {a: b}}"})
    void aPowerStateThatIsNoneIsSaid(String yaml) {
        Plan plan = config("power_state: " + yaml);

        assertEquals(List.of(), plan.steps());
        assertEquals(1, plan.warnings().size());
    }

    @Test
    void aYamlErrorLeavesTheScriptsToRun() {
        Plan plan = plan("#cloud-config-archive\n- \"a: [\"\n- '#!/bin/sh'\n");

        assertEquals(List.of("scripts_user: script [part-002, user data] < #!/bin/sh"), steps(plan));
        assertTrue(plan.warnings().getFirst().startsWith("Failed loading yaml blob. "));
    }

    @Test
    void theConsolesLinesCannotBeForged() {
        Plan plan = config("\"a\\ncloud-init: module x failed\\e[2J\": 1\n");

        assertEquals(List.of("a cloud-init: module x failed [2J (not known)"), plan.notDone());
    }

    @Test
    void aReportHasAnEnd() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            keys.append('k').append(i).append(": 1\n");
        }

        Plan plan = config(keys.toString());

        assertEquals(101, plan.notDone().size());
        assertEquals("and more", plan.notDone().getLast());
    }

    @Test
    void whatUnpacksToManyFilesIsBounded() throws Exception {
        String zeros = java.util.Base64.getEncoder().encodeToString(PartsTest.gzip(new byte[3 << 20]));
        String files = ("- {path: /x, encoding: gz+b64, content: " + zeros + "}\n").repeat(10);

        Plan plan = config("write_files:\n" + files);

        long bytes =
                plan.files().values().stream().mapToLong(file -> file.length).sum();
        assertTrue(bytes < 2L * Gzip.LARGEST, bytes + " bytes");
        assertTrue(plan.warnings().getFirst().contains("more than 16 MiB"), plan.warnings()::toString);
    }

    @Test
    void userDataWithoutAnythingIsCarriedOutQuietly() {
        Plan plan = plan("");

        assertEquals(List.of(), plan.steps());
        assertEquals("", new String(plan.files().getOrDefault("plan.sh", new byte[1]), StandardCharsets.UTF_8));
        nothingIsLeftOut(plan);
    }

    @Test
    void scriptsRunInTheOrderOfTheirNamesWithTheCommandsAmongThem() {
        Plan plan = plan("""
                #cloud-config-archive
                - {content: "#!/z", filename: z}
                - {content: "#!/a", filename: a}
                - "runcmd: [x]"
                """);

        String script = new String(plan.files().getOrDefault("plan.sh", new byte[0]), StandardCharsets.UTF_8);
        assertEquals(
                List.of("script 'a' 'user data a'", "script 'runcmd' 'runcmd'", "script 'z' 'user data z'"),
                script.lines()
                        .filter(line -> line.startsWith("script "))
                        .map(line -> line.replaceFirst(" \"\\$plan.*", ""))
                        .toList());
    }

    @Test
    void otherModulesThanTheScriptsStayAsTheyAre() {
        assertTrue(config("cloud_final_modules: [[scripts-user, always]]")
                .notDone()
                .isEmpty());
        assertTrue(config("cloud_final_modules: [scripts_user]").notDone().isEmpty());
        assertEquals(
                List.of("cloud_final_modules (but for [scripts-user, always])"),
                config("cloud_final_modules: [[scripts-user, always], phone-home]")
                        .notDone());
        assertEquals(
                List.of("cloud_init_modules (the modules are as they are)"),
                config("cloud_init_modules: [[users-groups, always]]").notDone());
    }
}
