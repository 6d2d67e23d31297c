package dev.probeline.alerts.core.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** An {@link AlertState} as a tag byte and its fields; since version 2 a pending one tells its newest evidence. */
final class StateFields {
    private static final byte INACTIVE = 0;
    private static final byte PENDING = 1;
    private static final byte FIRING = 2;
    private static final byte RECOVERING = 3;
    private static final byte NO_DATA = 4;
    private static final byte BROKEN = 5;

    static void write(DataOutputStream out, AlertState state) throws IOException {
        if (state instanceof Pending pending) {
            out.writeByte(PENDING);
            write(out, pending.incident());
            out.writeLong(pending.seen().toEpochMilli());
        } else if (state instanceof Firing firing) {
            out.writeByte(FIRING);
            write(out, firing.incident());
            out.writeLong(firing.since().toEpochMilli());
        } else if (state instanceof Recovering recovering) {
            out.writeByte(RECOVERING);
            write(out, recovering.incident());
            out.writeLong(recovering.firingSince().toEpochMilli());
            out.writeLong(recovering.since().toEpochMilli());
        } else if (state instanceof NoData noData) {
            out.writeByte(NO_DATA);
            write(out, noData.incident());
            write(out, noData.asleep());
        } else if (state instanceof Broken broken) {
            out.writeByte(BROKEN);
            write(out, broken.incident());
            write(out, broken.asleep());
        } else {
            out.writeByte(INACTIVE);
        }
    }

    static AlertState read(DataInputStream in, int version) throws IOException {
        byte tag = in.readByte();
        if (tag == NO_DATA) {
            return new NoData(readIncident(in), readKnown(in, in.readByte(), version));
        }
        if (tag == BROKEN) {
            return new Broken(readIncident(in), readKnown(in, in.readByte(), version));
        }
        return readKnown(in, tag, version);
    }

    private static Known readKnown(DataInputStream in, byte tag, int version) throws IOException {
        return switch (tag) {
            case INACTIVE -> Inactive.INSTANCE;
            case PENDING -> readPending(in, version);
            case FIRING -> new Firing(readIncident(in), readInstant(in));
            case RECOVERING -> new Recovering(readIncident(in), readInstant(in), readInstant(in));
            default -> throw new IOException("unknown state tag " + tag);
        };
    }

    /** Version 1 knew of one piece of evidence for certain: the first. */
    private static Pending readPending(DataInputStream in, int version) throws IOException {
        Incident incident = readIncident(in);
        return new Pending(incident, version == 1 ? incident.began() : readInstant(in));
    }

    private static void write(DataOutputStream out, Incident incident) throws IOException {
        out.writeLong(incident.id().getMostSignificantBits());
        out.writeLong(incident.id().getLeastSignificantBits());
        out.writeLong(incident.began().toEpochMilli());
    }

    private static Incident readIncident(DataInputStream in) throws IOException {
        return new Incident(new UUID(in.readLong(), in.readLong()), readInstant(in));
    }

    private static Instant readInstant(DataInputStream in) throws IOException {
        return Instant.ofEpochMilli(in.readLong());
    }

    private StateFields() {}
}
