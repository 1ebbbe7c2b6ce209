package signet.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs targets, each in a Jazzer process of its own.
 *
 * @param folder for what each fuzzer keeps (corpus, log, findings) in a folder of its name
 * @param classPath what to run, in which a later build changes nothing: folders are copied
 */
record Campaign(Path folder, String classPath, List<Target> targets, Duration each, int atOnce) {
    Campaign {
        targets = List.copyOf(targets);
    }

    /** The outcomes in the order of the targets; a line for each is printed when it ends. */
    List<Outcome> run(PrintStream out) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path classes = Files.createTempDirectory(folder, "classes-");
        String stable = copied(classes);
        try (ExecutorService pool = Executors.newFixedThreadPool(atOnce)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (Target target : targets) {
                running.add(pool.submit(() -> {
                    Outcome outcome = new Fuzzer(target, folder.resolve(target.name()), stable, each).run();
                    report(outcome, out);
                    return outcome;
                }));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> future : running) {
                outcomes.add(future.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IOException("a fuzzer could not be run", e.getCause());
        } finally {
            deleteAll(classes);
        }
    }

    private static synchronized void report(Outcome outcome, PrintStream out) {
        out.println(outcome.line());
        for (Path finding : outcome.findings()) {
            out.println("  reproduce: ./signet fuzz " + outcome.target().name() + " --input " + finding);
        }
        out.flush();
    }

    private String copied(Path into) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(java.io.File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                // The working directory, where there are no classes.
                continue;
            }
            Path from = Path.of(entry);
            if (Files.isDirectory(from)) {
                Path to = into.resolve(String.valueOf(entries.size()));
                copy(from, to);
                entries.add(to.toString());
            } else {
                entries.add(entry);
            }
        }
        return String.join(java.io.File.pathSeparator, entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void deleteAll(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
