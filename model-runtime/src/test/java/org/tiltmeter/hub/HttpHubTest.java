package org.tiltmeter.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiltmeter.work.BadInputException;
import org.tiltmeter.work.Cancellation;
import org.tiltmeter.work.CancelledException;
import org.tiltmeter.work.Progress;

/// Fetching from a server on this computer that also fails in every way that is known.
class HttpHubTest {

    private static final HubModel MODEL = new HubModel(LocalHub.MODEL);
    private static final Optional<String> NO_TOKEN = Optional.empty();

    private final byte[] weights = new byte[300_000];
    private final Cancellation cancellation = new Cancellation();
    private final List<Progress.Step> steps = new ArrayList<>();

    @TempDir
    private Path folder;

    private LocalHub server;

    @BeforeEach
    void start() throws IOException {
        new Random(7).nextBytes(weights);
        server = new LocalHub()
                .with("config.json", "{\"model_type\":\"olmoe\"}")
                .with("tokenizer.json", "{}")
                .with("README.md", "# read me")
                .with("modeling_small.py", "import os")
                .with("pytorch_model.bin", "pickle")
                .with("model.safetensors", weights);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpHub hub() {
        return new HttpHub(server.address(), Duration.ofSeconds(5), Duration.ofMillis(20));
    }

    private FetchPlan lookUp() {
        return hub().lookUp(MODEL, NO_TOKEN, cancellation);
    }

    private Path fetch(FetchPlan plan) {
        return hub().fetch(plan, folder.resolve("model"), NO_TOKEN, steps::add, cancellation);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("model"))) {
            return entries.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private Path part(FetchPlan plan) {
        return FetchTarget.part(plan.files().get(1), folder.resolve("model"));
    }

    @Test
    void saysWhatWouldBeFetchedAndWhatNotAndFetchesNothing() {
        FetchPlan plan = lookUp();
        assertThat(plan.files())
                .extracting(HubFile::name)
                .containsExactly("config.json", "model.safetensors", "tokenizer.json");
        assertThat(plan.leftOut())
                .extracting(LeftOut::name, LeftOut::reason)
                .containsExactly(
                        tuple("README.md", LeftOut.Reason.NOT_NEEDED),
                        tuple("modeling_small.py", LeftOut.Reason.CODE),
                        tuple("pytorch_model.bin", LeftOut.Reason.PICKLE));
        assertThat(plan.bytes()).isEqualTo(300_000 + 22 + 2);
        assertThat(plan.commit()).isEqualTo(LocalHub.COMMIT);
        assertThat(plan.family()).contains("olmoe");
        assertThat(plan.hasTokenizer()).isTrue();
        assertThat(plan.address(plan.files().getFirst()))
                .hasToString(server.address() + "/maker/small-model/resolve/" + LocalHub.COMMIT + "/config.json");
        assertThat(server.requests()).containsExactly("/api/models/maker/small-model/revision/main");
    }

    @Test
    void fetchesChecksAndNames() throws IOException {
        Path fetched = fetch(lookUp());
        assertThat(names()).containsExactly("config.json", "model.safetensors", "tokenizer.json");
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
        assertThat(steps.getLast()).isEqualTo(new Progress.Step(Progress.Phase.FETCHING, 300_024, 300_024));
        assertThat(steps).extracting(Progress.Step::done).isSorted();
    }

    @Test
    void keepsWhatIsThereAndAsksForNothingTwice() {
        FetchPlan plan = lookUp();
        fetch(plan);
        int before = server.requests().size();
        fetch(plan);
        assertThat(server.requests()).hasSize(before);
        assertThat(FetchTarget.of(plan, folder.resolve("model")).missing()).isZero();
    }

    @Test
    void goesOnAfterABreak() throws IOException {
        server.breaking(2);
        Path fetched = fetch(lookUp());
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
        assertThat(server.requests())
                .filteredOn(request -> request.contains("safetensors bytes="))
                .hasSize(2);
    }

    @Test
    void keepsAPartWhenTheConnectionStaysBrokenAndContinuesItLater() throws IOException {
        server.breaking(1_000);
        FetchPlan plan = lookUp();
        assertThatThrownBy(() -> fetch(plan))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The connection broke while model.safetensors was fetched")
                .hasMessageContaining("fetch again to go on");
        long kept = Files.size(part(plan));
        assertThat(kept).isPositive();
        assertThat(FetchTarget.of(plan, folder.resolve("model")).present()).isEqualTo(kept + 22);
        server.breaking(0);
        Path fetched = fetch(plan);
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
        assertThat(server.requests().getLast()).endsWith("tokenizer.json");
        assertThat(server.requests()).anyMatch(request -> request.endsWith("bytes=" + kept + "-"));
    }

    @Test
    void beginsAgainWhereTheServerDoesNotContinue() throws IOException {
        FetchPlan plan = lookUp();
        Files.createDirectories(folder.resolve("model"));
        Files.write(part(plan), new byte[1000]);
        server.withoutRanges();
        Path fetched = fetch(plan);
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
    }

    @Test
    void beginsAgainWhereTheServerRefusesTheRange() throws IOException {
        FetchPlan plan = lookUp();
        Files.createDirectories(folder.resolve("model"));
        Files.write(part(plan), new byte[1000]);
        server.refusingRanges();
        Path fetched = fetch(plan);
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
    }

    @Test
    void deletesAPartWithWrongContentAndSaysSo() throws IOException {
        byte[] other = weights.clone();
        other[100]++;
        server.delivering("model.safetensors", other);
        FetchPlan plan = lookUp();
        assertThatThrownBy(() -> fetch(plan))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors arrived with another content")
                .hasMessageContaining("was deleted");
        assertThat(names()).containsExactly("config.json");
    }

    @Test
    void refusesASmallFileWithWrongContentAndALongerOne() {
        server.delivering("config.json", "{\"model_type\":\"other\"}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> fetch(lookUp())).hasMessageContaining("config.json arrived with another content");
        server.delivering("config.json", new byte[5000]);
        assertThatThrownBy(() -> fetch(lookUp())).hasMessageContaining("config.json arrived with another content");
    }

    @Test
    void doesNotOverwriteWhatIsThere() throws IOException {
        Files.createDirectories(folder.resolve("model"));
        Files.writeString(folder.resolve("model/config.json"), "mine");
        assertThatThrownBy(() -> fetch(lookUp()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is there already with another content");
        assertThat(folder.resolve("model/config.json")).hasContent("mine");
    }

    @Test
    void stopsWithinASecondWhileNothingArrivesAndKeepsThePart() throws Exception {
        server.stalling(true);
        FetchPlan plan = lookUp();
        AtomicLong done = new AtomicLong();
        AtomicLong asked = new AtomicLong();
        Thread canceller = Thread.ofPlatform().start(() -> {
            while (done.get() < 150_022) {
                Thread.onSpinWait();
            }
            asked.set(System.nanoTime());
            cancellation.request();
        });
        assertThatThrownBy(() -> hub().fetch(
                                plan, folder.resolve("model"), NO_TOKEN, step -> done.set(step.done()), cancellation))
                .isInstanceOf(CancelledException.class);
        canceller.join();
        assertThat(Duration.ofNanos(System.nanoTime() - asked.get())).isLessThan(Duration.ofSeconds(1));
        assertThat(Files.size(part(plan))).isEqualTo(150_000);
        server.stalling(false);
        Path fetched = hub().fetch(plan, folder.resolve("model"), NO_TOKEN, Progress.none(), new Cancellation());
        assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
        assertThat(server.requests()).anyMatch(request -> request.endsWith("safetensors bytes=150000-"));
    }

    @Test
    void givesUpASilentServer() {
        server.stalling(true);
        HttpHub hasty = new HttpHub(server.address(), Duration.ofMillis(150), Duration.ofMillis(10));
        FetchPlan plan = lookUp();
        assertThatThrownBy(() -> hasty.fetch(plan, folder.resolve("model"), NO_TOKEN, Progress.none(), cancellation))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nothing arrived");
    }

    @Test
    void followsARedirectWithoutHandingTheTokenOn() throws IOException {
        try (LocalHub store = new LocalHub()
                .with("config.json", "{\"model_type\":\"olmoe\"}")
                .with("tokenizer.json", "{}")
                .with("model.safetensors", weights)) {
            server.redirectingTo(store.address() + "/store");
            Optional<String> token = Optional.of("hf_secret");
            FetchPlan plan = hub().lookUp(MODEL, token, cancellation);
            Path fetched = hub().fetch(plan, folder.resolve("model"), token, Progress.none(), cancellation);
            assertThat(Files.readAllBytes(fetched.resolve("model.safetensors"))).isEqualTo(weights);
            assertThat(server.tokens()).isNotEmpty().allMatch("Bearer hf_secret"::equals);
            assertThat(store.tokens()).isEmpty();
        }
    }

    @Test
    void doesNotFollowToAnUnsafePlace() {
        server.redirectingTo("http://example.invalid/store");
        assertThatThrownBy(() -> fetch(lookUp()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not safe");
        server.redirectingTo("file:///etc");
        assertThatThrownBy(() -> fetch(lookUp())).hasMessageContaining("not safe");
    }

    @Test
    void doesNotFollowForEver() {
        server.redirectingTo(server.address() + "/" + LocalHub.MODEL + "/resolve/" + LocalHub.COMMIT);
        assertThatThrownBy(() -> fetch(lookUp())).hasMessageContaining("without end");
    }

    @Test
    void saysWhatToDoAboutEveryRefusal() {
        assertRefused(404, "", "127.0.0.1 has no model maker/small-model; check the spelling");
        assertRefused(404, "RevisionNotFound", "has no revision \"main\"");
        assertRefused(
                401, "RepoNotFound", "check the spelling, and if the model is private or gated, accept its licence");
        assertRefused(401, "GatedRepo", "accepted its licence; accept it at http://127.0.0.1");
        assertRefused(403, "", "give an access token of your account, which is never stored");
        assertRefused(429, "", "asked too often");
        assertRefused(503, "", "(HTTP 503); try again later");
        assertRefused(418, "", "(HTTP 418); nothing is fetched");
        assertThatThrownBy(() -> hub().lookUp(MODEL, Optional.of("t"), cancellation))
                .hasMessageContaining("(HTTP 418)");
        server.refusing(403, "GatedRepo");
        assertThatThrownBy(() -> hub().lookUp(MODEL, Optional.of("t"), cancellation))
                .hasMessageContaining("the account of this access token has not");
        assertThatThrownBy(() -> hub().lookUp(MODEL, Optional.of("line\nbreak"), cancellation))
                .hasMessageContaining("characters that no token has");
    }

    private void assertRefused(int status, String code, String sentence) {
        server.refusing(status, code);
        assertThatThrownBy(this::lookUp)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(sentence)
                .hasMessageEndingWith(".");
    }

    @Test
    void saysThatAFileIsGatedWhenItIsFetched() {
        FetchPlan plan = lookUp();
        server.refusing(403, "GatedRepo");
        assertThatThrownBy(() -> fetch(plan)).hasMessageContaining("accepted its licence");
    }

    @Test
    void saysThatNothingCanBeReached() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        HttpHub nowhere = new HttpHub(URI.create("http://127.0.0.1:" + free));
        assertThatThrownBy(() -> nowhere.lookUp(MODEL, NO_TOKEN, cancellation))
                .isInstanceOf(BadInputException.class)
                .hasMessage("127.0.0.1 cannot be reached (no connection); check the network connection and try again.");
        HttpHub unknown = new HttpHub(URI.create("https://hub.invalid"));
        assertThatThrownBy(() -> unknown.lookUp(MODEL, NO_TOKEN, cancellation))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("hub.invalid cannot be reached");
    }

    @Test
    void refusesAModelThatDoesNotFitOnTheDisk() {
        FetchPlan plan = lookUp();
        HubFile huge =
                new HubFile("model.safetensors", 1L << 55, plan.files().get(1).checksum());
        FetchPlan larger = new FetchPlan(
                plan.model(), plan.hub(), plan.commit(), List.of(huge), List.of(), false, Optional.empty());
        assertThatThrownBy(() -> fetch(larger))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("are still to be fetched; free some space");
        assertThat(folder.resolve("model")).doesNotExist();
    }

    @Test
    void takesOnlySafeAddresses() {
        for (String address :
                List.of("http://huggingface.co", "ftp://huggingface.co", "https://user@huggingface.co", "https:///x")) {
            assertThatThrownBy(() -> new HttpHub(URI.create(address))).isInstanceOf(BadInputException.class);
        }
        assertThat(new HttpHub(URI.create("https://huggingface.co/")).address()).isEqualTo(HttpHub.USUAL);
    }

    @Test
    void endsAnAnswerThatNeverEnds() {
        server.listing(new byte[40 << 20]);
        assertThatThrownBy(this::lookUp).hasMessageContaining("longer than");
    }

    @Test
    void stopsAskingWithinASecond() {
        cancellation.request();
        long began = System.nanoTime();
        assertThatThrownBy(this::lookUp).isInstanceOf(CancelledException.class);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(1000);
    }
}
