package dev.ringfence.eval;

import dev.ringfence.eval.FuzzWriter.Hidden;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends messages with hidden values through the service, by every channel and in interleaved
 * conversations of several people of two companies, and judges what the model's server received and
 * what each of them was shown.
 */
final class FuzzRun {
  private static final List<String> PEOPLE =
      List.of("acme/ana", "globex/gil", "acme/ben", "globex/gwen", "acme/cleo", "globex/gus");
  private static final int WORKERS = PEOPLE.size();
  private static final int CONVERSATIONS = 3;
  private static final int TURNS = 4;
  private static final int ROUNDS_OF_A_ROW = 12;
  private static final int FIRST_CASE = 5_000_000;

  private final Experiment lab;
  private final long seed;
  private final Consumer<String> progress;
  private final FuzzValues values = new FuzzValues();
  private final WireReader reader = new WireReader(values);
  private final FuzzTally tally = new FuzzTally();

  /** What tools are offered is the same in every request, and is judged when it is first seen. */
  private final Set<String> tools = ConcurrentHashMap.newKeySet();

  private final AtomicInteger cases = new AtomicInteger(FIRST_CASE);

  FuzzRun(Experiment lab, long seed, Consumer<String> progress) {
    this.lab = lab;
    this.seed = seed;
    this.progress = progress;
  }

  /** Runs until so many messages have reached the model's server. */
  FuzzTally run(long messages) {
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        Worker each = new Worker(worker);
        running.add(threads.submit(() -> each.run(messages)));
      }
      for (Future<Boolean> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new LabException("the fuzz broke off: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted", e);
    }
    return tally;
  }

  /** A conversation, and what was hidden in it so far. */
  private static final class Talk {
    final String id;
    final String owner;
    final List<Hidden> hidden = new ArrayList<>();
    int turns;

    Talk(String id, String owner) {
      this.id = id;
      this.owner = owner;
    }
  }

  /** One person, who leads several conversations at once. */
  private final class Worker {
    private final int number;
    private final SplittableRandom random;
    private final FuzzWriter writer;
    private final FuzzPerson person;
    private final Map<Integer, Talk> conversations = new HashMap<>();
    private List<Hidden> documents = List.of();
    private int rounds;

    Worker(int number) {
      this.number = number;
      String[] name = PEOPLE.get(number).split("/");
      random = new SplittableRandom(seed * 1_000 + number);
      writer = new FuzzWriter(random.split(), values, reader, tally);
      person = new FuzzPerson(lab, name[0], name[1]);
    }

    boolean run(long messages) {
      while (tally.messages() < messages) {
        if (rounds % ROUNDS_OF_A_ROW == 0) {
          person.rewriteRows(writer, values);
        }
        // One of each company writes its documents, which the others read too.
        if (number < 2 && rounds % (20 * ROUNDS_OF_A_ROW) == 0) {
          documents = FuzzPerson.rewriteDocuments(lab, writer, person.tenant, documents, values);
        }
        round();
        if (number == 0 && ++rounds % 200 == 0) {
          progress.accept(tally.progress());
        } else if (number > 0) {
          rounds++;
        }
      }
      conversations.values().forEach(this::end);
      return true;
    }

    private void round() {
      int slot = random.nextInt(CONVERSATIONS);
      // The same ids for everybody: a conversation belongs to who has it.
      Talk talk =
          conversations.computeIfAbsent(
              slot, s -> new Talk("fuzz-" + s, PEOPLE.get(number) + " " + s + " " + rounds));
      FuzzTalk script = new FuzzTalk(writer, random.split(), talk.owner);
      String word = CaseRunner.word(cases.incrementAndGet());
      String mark = lab.model.play(word, script);
      var answer =
          lab.client.chat(
              person.token(), talk.id, script.question() + " " + mark, random.nextBoolean());
      lab.model.forget(word);
      boolean blocked = answer.capture().raw().contains("wire_guard_blocked");
      tally.chat(answer.ok() && !answer.capture().shown().isBlank(), blocked);
      talk.hidden.addAll(script.hidden());
      judgeWire(script, talk);
      judgeShown(answer.capture().shown(), talk);
      if (blocked) {
        tally.blockedWith(script.hidden().toString());
      }
      if (blocked || ++talk.turns >= TURNS) {
        end(talk);
        conversations.remove(slot);
      }
    }

    private void judgeWire(FuzzTalk script, Talk talk) {
      Set<FuzzValue> seen = new LinkedHashSet<>();
      List<String> received = script.received();
      for (int i = 0; i < received.size(); i++) {
        tally.received(script.newMessages(i));
        String varying = withoutTools(received.get(i));
        seen.addAll(reader.in(varying));
        if (varying.contains(FuzzTalk.TYPED + "[")) {
          tally.revived(talk.owner);
        }
      }
      for (FuzzValue value : seen) {
        Hidden hidden = hidden(value, talk);
        tally.leak(hidden.how(), hidden.text());
        progress.accept("read at the model's server: " + hidden.how() + ": " + hidden.text());
      }
    }

    private void judgeShown(String shown, Talk talk) {
      int restored = 0;
      for (FuzzValue value : reader.in(shown)) {
        if (value.owner().equals(talk.owner) || value.owner().equals(person.rows)) {
          restored++;
        } else if (!value.owner().isEmpty()) {
          tally.stranger(value.owner() + " to " + talk.owner, value.toString());
        }
      }
      tally.restored(restored);
    }

    private Hidden hidden(FuzzValue value, Talk talk) {
      return Stream.of(talk.hidden, person.inRows(), documents)
          .flatMap(Collection::stream)
          .filter(each -> each.value().equals(value))
          .findFirst()
          .orElse(new Hidden(value, "elsewhere, " + value.kind(), value.written()));
    }

    private void end(Talk talk) {
      lab.client.send("DELETE", "/v1/conversations/" + talk.id, person.token(), "", Map.of());
      values.retire(talk.hidden.stream().map(Hidden::value).toList());
    }
  }

  private String withoutTools(String body) {
    int at = body.indexOf("\"tools\"");
    return at < 0 || tools.add(body.substring(at)) ? body : body.substring(0, at);
  }
}
