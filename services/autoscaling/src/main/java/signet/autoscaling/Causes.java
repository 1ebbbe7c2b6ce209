package signet.autoscaling;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Why a group did something, in AWS's words. */
final class Causes {
    private Causes() {}

    static String unhealthy(Instant now) {
        return "At " + at(now)
                + " an instance was taken out of service in response to an EC2 health check indicating it"
                + " has been terminated or stopped.";
    }

    static String shrinking(Instant now, int from, String instanceId) {
        return "At " + at(now) + " an instance was taken out of service in response to a difference between desired and"
                + " actual capacity, shrinking the capacity from " + from + " to " + (from - 1) + ".  At " + at(now)
                + " instance " + instanceId + " was selected for termination.";
    }

    static String growing(Instant now, int from) {
        return "At " + at(now) + " an instance was started in response to a difference between desired and actual"
                + " capacity, increasing the capacity from " + from + " to " + (from + 1) + ".";
    }

    static String byUser(Instant now, boolean shrinks) {
        return "At " + at(now) + " instance was taken out of service in response to a user request"
                + (shrinks ? ", shrinking the capacity." : ".");
    }

    static String attached(Instant now) {
        return "At " + at(now) + " an instance was attached in response to a user request.";
    }

    static String detached(Instant now) {
        return "At " + at(now) + " an instance was detached in response to a user request.";
    }

    private static Instant at(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}
