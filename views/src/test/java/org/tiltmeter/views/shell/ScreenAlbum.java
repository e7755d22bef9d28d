package org.tiltmeter.views.shell;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;

/// Pictures of screens as a build keeps them, with a page that shows all beside one another. They are taken on the UI
/// thread and written by another; those wider than 1,500 pixels are kept at half their size.
final class ScreenAlbum implements AutoCloseable {

    private static final int WIDE = 1500;
    private static final int WAITING = 6;

    private final Path folder;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("album").factory());
    private final Semaphore room = new Semaphore(WAITING);
    private final List<Future<Path>> written = new ArrayList<>();

    /// @param folder for the pictures and the page; what an earlier run left there is removed
    ScreenAlbum(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path picture :
                    old.filter(file -> file.toString().endsWith(".jpg")).toList()) {
                Files.delete(picture);
            }
        }
    }

    /// Keeps what a node looks like now. UI thread.
    void take(Node node, String name) {
        SnapshotParameters parameters = new SnapshotParameters();
        if (node.getLayoutBounds().getWidth() > WIDE) {
            parameters.setTransform(new Scale(0.5, 0.5));
        }
        WritableImage image = node.snapshot(parameters, null);
        room.acquireUninterruptibly();
        written.add(writer.submit(() -> {
            try {
                return write(image, name);
            } finally {
                room.release();
            }
        }));
    }

    private Path write(WritableImage image, String name) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Path file = folder.resolve(name + ".jpg");
        ImageIO.write(picture, "jpg", file.toFile());
        return file;
    }

    /// Waits until all is written, and writes the page.
    @Override
    public void close() throws IOException {
        writer.shutdown();
        StringBuilder page = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Screens</title><style>
            body {font-family: sans-serif; background: #888}
            figure {display: inline-block; margin: 4px; vertical-align: top}
            img {width: 460px; display: block}
            figcaption {font-size: 12px}
            </style></head><body><h1>Screens</h1>
            """);
        for (Future<Path> picture : written) {
            String name = escaped(String.valueOf(path(picture).getFileName()));
            page.append("<figure><a href=\"%s\"><img src=\"%s\" alt=\"%s\" loading=\"lazy\"></a>"
                            .formatted(name, name, name))
                    .append("<figcaption>%s</figcaption></figure>\n".formatted(name));
        }
        Files.writeString(folder.resolve("index.html"), page.append("</body></html>\n"), StandardCharsets.UTF_8);
    }

    private static Path path(Future<Path> picture) throws IOException {
        try {
            return picture.get();
        } catch (ExecutionException failure) {
            throw new IOException("a picture of a screen could not be written", failure.getCause());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the pictures of screens were written", failure);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
