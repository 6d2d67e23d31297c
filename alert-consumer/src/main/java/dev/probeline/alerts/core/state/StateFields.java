package dev.probeline.alerts.core.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/** An {@link AlertState} as a tag byte and its fields. */
final class StateFields {
    private static final byte INACTIVE = 0;
    private static final byte PENDING = 1;
    private static final byte FIRING = 2;
    private static final byte RECOVERING = 3;
    private static final byte NO_DATA = 4;

    static void write(DataOutputStream out, AlertState state) throws IOException {
        if (state instanceof Pending pending) {
            out.writeByte(PENDING);
            write(out, pending.incident());
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
        } else {
            out.writeByte(INACTIVE);
        }
    }

    static AlertState read(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        if (tag == NO_DATA) {
            return new NoData(readIncident(in), readKnown(in, in.readByte()));
        }
        return readKnown(in, tag);
    }

    private static Known readKnown(DataInputStream in, byte tag) throws IOException {
        return switch (tag) {
            case INACTIVE -> Inactive.INSTANCE;
            case PENDING -> new Pending(readIncident(in));
            case FIRING -> new Firing(readIncident(in), readInstant(in));
            case RECOVERING -> new Recovering(readIncident(in), readInstant(in), readInstant(in));
            default -> throw new IOException("unknown state tag " + tag);
        };
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
