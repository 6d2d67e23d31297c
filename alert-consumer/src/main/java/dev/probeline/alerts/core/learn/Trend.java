package dev.probeline.alerts.core.learn;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Points in time of one value, the newest sixty, and the line through them. */
public record Trend(List<Point> points) implements Memory {
    public static final Trend NONE = new Trend(List.of());

    private static final int BOUND = 60;

    public record Point(long atMs, double value) {}

    /**
     * @param now on the line, at the newest point
     * @param perMs slope
     * @param fit the share of the variance the line explains, 0 to 1
     */
    public record Line(double now, double perMs, double fit) {}

    public Trend {
        points = List.copyOf(points);
    }

    /** A point at the same time replaces the one before. What is older than {@code keepMs} is dropped. */
    public Trend with(Point point, long keepMs) {
        List<Point> kept = new ArrayList<>();
        for (Point known : points) {
            if (known.atMs() > point.atMs() - keepMs && known.atMs() != point.atMs()) {
                kept.add(known);
            }
        }
        int place = kept.size();
        while (place > 0 && kept.get(place - 1).atMs() > point.atMs()) {
            place--;
        }
        kept.add(place, point);
        return new Trend(kept.subList(Math.max(0, kept.size() - BOUND), kept.size()));
    }

    /** Least squares; empty below five points, which any line fits. */
    public Optional<Line> line() {
        int n = points.size();
        if (n < 5) {
            return Optional.empty();
        }
        long origin = points.get(n - 1).atMs();
        double meanX = 0;
        double meanY = 0;
        for (Point point : points) {
            meanX += (double) (point.atMs() - origin) / n;
            meanY += point.value() / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Point point : points) {
            double x = point.atMs() - origin - meanX;
            double y = point.value() - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double slope = xy / xx;
        return Optional.of(new Line(meanY - slope * meanX, slope, yy == 0 ? 1 : xy * xy / (xx * yy)));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(points.size());
        for (Point point : points) {
            out.writeLong(point.atMs());
            out.writeDouble(point.value());
        }
    }

    static Trend read(DataInputStream in) throws IOException {
        List<Point> points = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            points.add(new Point(in.readLong(), in.readDouble()));
        }
        return new Trend(points);
    }
}
