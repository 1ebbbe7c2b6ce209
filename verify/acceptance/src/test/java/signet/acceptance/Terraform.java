package signet.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Terraform, unmodified, with Amazon's provider, on one configuration and one server. */
final class Terraform {
    private static final int PATIENCE_SECONDS = 900;
    private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

    private final Path directory;
    private final RunningServer server;
    private final Map<String, String> variables;

    private Terraform(Path directory, RunningServer server, Map<String, String> variables) {
        this.directory = directory;
        this.server = server;
        this.variables = variables;
    }

    /** Prepares a configuration of this package in a directory of its own; without Terraform the test is skipped. */
    static Terraform with(String configuration, Path directory, RunningServer server, Map<String, String> variables) {
        Assumptions.assumeTrue(Clients.onPath("terraform"), "skipped: terraform is not on PATH");
        try (InputStream text = Objects.requireNonNull(
                Terraform.class.getResourceAsStream("terraform/" + configuration), configuration)) {
            Files.copy(text, directory.resolve("main.tf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Terraform terraform = new Terraform(directory, server, variables);
        Ran prepared = terraform.run(terraform.initialization());
        Assumptions.assumeTrue(
                prepared.status() == 0,
                () ->
                        "skipped: Amazon's provider is neither on this machine (SIGNET_TERRAFORM_PLUGINS names its folder) nor"
                                + " to be had: " + prepared.err());
        return terraform;
    }

    private String[] initialization() {
        List<String> words = new ArrayList<>(List.of("init", "-input=false"));
        plugins().ifPresent(folder -> words.add("-plugin-dir=" + folder));
        return words.toArray(String[]::new);
    }

    /** Where the provider lies, if it is in one of the usual places; else Terraform fetches it. */
    private static Optional<Path> plugins() {
        Stream<Path> usual = Stream.of(
                        System.getenv("SIGNET_TERRAFORM_PLUGINS"),
                        System.getProperty("user.home") + "/.terraform.d/plugins",
                        "/usr/local/share/terraform/plugins",
                        "/usr/share/terraform/plugins")
                .filter(Objects::nonNull)
                .map(Path::of);
        return Stream.concat(usual, below(Path.of("/opt")).stream())
                .filter(folder -> Files.isDirectory(folder.resolve(PROVIDER)))
                .findFirst();
    }

    private static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Runs a Terraform command in the configuration's directory. */
    Ran run(String... words) {
        List<String> command = new ArrayList<>(List.of("terraform"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = Signet.withoutSettings(builder);
        environment.keySet().removeIf(name -> name.startsWith("TF_"));
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("CHECKPOINT_DISABLE", "1");
        variables.forEach((name, value) -> environment.put("TF_VAR_" + name, value));
        environment.put("AWS_ENDPOINT_URL", server.endpoint());
        environment.put("AWS_REGION", Signet.REGION);
        environment.put("AWS_ACCESS_KEY_ID", Keys.ROOT.id());
        environment.put("AWS_SECRET_ACCESS_KEY", Keys.ROOT.secret());
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        return Ran.of(builder, "", PATIENCE_SECONDS);
    }

    void apply() {
        run("apply", "-auto-approve", "-input=false", "-no-color").success();
    }

    /** What Terraform would change now; empty if nothing. */
    String plan() {
        Ran plan = run("plan", "-detailed-exitcode", "-input=false", "-no-color");
        return plan.status() == 0 ? "" : plan.out() + plan.err();
    }

    void destroy() {
        run("destroy", "-auto-approve", "-input=false", "-no-color").success();
    }

    List<String> resources() {
        return run("state", "list")
                .success()
                .lines()
                .filter(name -> !name.startsWith("data."))
                .toList();
    }

    String output(String name) {
        return run("output", "-raw", name).success();
    }
}
