use std::net::TcpListener;
use std::thread;

use serde_json::json;

use super::*;

#[path = "../../../tests/support/chat.rs"]
mod chat;

use chat::{Reply, Request, Server};

const KEY: &str = "sk-0123456789abcdef";

/// As fast as can be, but for what the server asks for.
const PACE: Pace = Pace {
    first: Duration::from_millis(2),
    longest: Duration::from_millis(10),
    patience: Duration::from_secs(120),
};

fn options(url: &str) -> Options {
    Options {
        url: url.to_owned(),
        model: "small".to_owned(),
        key: Some(KEY.to_owned()),
        timeout: Duration::from_secs(20),
        max_requests: None,
        tries: 4,
    }
}

fn client(options: Options) -> Client {
    Client::with_pace(options, PACE).unwrap()
}

fn of(server: &Server) -> Client {
    client(options(&server.url()))
}

/// Asks the one question of these tests, whose answer is the number under `n`.
fn ask(client: &Client) -> Result<i64, Unanswered> {
    let schema = json!({
        "type": "object",
        "properties": {"n": {"type": "integer"}},
        "required": ["n"],
        "additionalProperties": false,
    });
    let ask = Ask { system: "Count.", user: "One, two.", schema_name: "count", schema: &schema };
    client.ask(&ask, |answer| answer["n"].as_i64().ok_or_else(|| format!("{answer} has no n")))
}

fn failed(client: &Client) -> String {
    match ask(client) {
        Err(Unanswered::Failed(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn stopped(client: &Client) -> String {
    match ask(client) {
        Err(Unanswered::Stopped(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn good() -> Reply {
    Reply::content(r#"{"n":2}"#)
}

/// The first replies, each to one request, and a good one to all others.
fn first(replies: impl IntoIterator<Item = Reply>) -> Server {
    let replies: Vec<Reply> = replies.into_iter().collect();
    Server::new(move |request| replies.get(request.number - 1).cloned().unwrap_or_else(good))
}

fn always(reply: Reply) -> Server {
    Server::new(move |_| reply.clone())
}

/// The address of a port on which nothing listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn a_question_is_sent_whole_and_answered() {
    let server = first([]);
    let client = of(&server);
    assert_eq!(ask(&client), Ok(2));
    assert_eq!(client.requests(), 1);

    let [request]: [Request; 1] = server.requests().try_into().unwrap();
    assert_eq!(request.path, "/v1/chat/completions");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.body,
        json!({
            "model": "small",
            "messages": [
                {"role": "system", "content": "Count."},
                {"role": "user", "content": "One, two."},
            ],
            "temperature": 0,
            "stream": false,
            "response_format": {"type": "json_schema", "json_schema": {"name": "count", "strict": true, "schema": {
                "type": "object",
                "properties": {"n": {"type": "integer"}},
                "required": ["n"],
                "additionalProperties": false,
            }}},
        })
    );
}

#[test]
fn without_a_key_none_is_sent() {
    for key in [None, Some(String::new())] {
        let server = first([]);
        assert_eq!(ask(&client(Options { key, ..options(&server.url()) })), Ok(2));
        assert_eq!(server.requests()[0].header("authorization"), None);
    }
}

#[test]
fn one_connection_serves_question_after_question() {
    let server = first([Reply::error(500, "x")]);
    let client = of(&server);
    for _ in 0..5 {
        assert_eq!(ask(&client), Ok(2));
    }
    assert_eq!((server.requests().len(), server.connections()), (6, 1));
}

#[test]
fn a_client_without_a_model_is_refused() {
    let refused = Client::new(Options { model: " ".to_owned(), ..options("http://x.test") }).unwrap_err();
    assert_eq!((refused.kind, refused.code), (Kind::Usage, "no_llm_model"));
    let refused = Client::new(options("x.test")).unwrap_err();
    assert_eq!((refused.kind, refused.code), (Kind::Usage, "bad_llm_url"));
    let refused = Client::new(Options { key: Some("a\nb".to_owned()), ..options("http://x.test") });
    assert_eq!(refused.unwrap_err().code, "bad_llm_key");
}

#[test]
fn a_busy_server_is_left_alone_for_as_long_as_it_wants() {
    for (name, value) in [("retry-after", "1"), ("retry-after-ms", "1000")] {
        let server = first([Reply::error(429, "slow down").header(name, value)]);
        let client = of(&server);
        let begun = Instant::now();
        assert_eq!(ask(&client), Ok(2));
        let waited = begun.elapsed();
        assert!((Duration::from_secs(1)..Duration::from_secs(10)).contains(&waited), "{name}: {waited:?}");
        assert_eq!(client.requests(), 2);
    }
}

#[test]
fn a_busy_server_may_say_until_when_by_its_own_clock() {
    let server = first([Reply::error(503, "busy")
        .header("date", "Wed, 21 Oct 2015 07:28:00 GMT")
        .header("retry-after", "Wed, 21 Oct 2015 07:28:01 GMT")]);
    let begun = Instant::now();
    assert_eq!(ask(&of(&server)), Ok(2));
    assert!(begun.elapsed() >= Duration::from_secs(1));
}

#[test]
fn all_threads_leave_a_busy_server_alone() {
    let server = first([Reply::error(429, "slow down").header("retry-after", "1")]);
    let client = of(&server);
    let begun = Instant::now();
    thread::scope(|scope| {
        let first = scope.spawn(|| ask(&client));
        while !client.gate.is_paused() {
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(ask(&client), Ok(2));
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!(first.join().unwrap(), Ok(2));
    });
}

#[test]
fn a_server_that_wants_to_be_left_alone_for_long_is_given_up() {
    let server = always(Reply::error(429, "come back tomorrow").header("retry-after", "86400"));
    let client = of(&server);
    let why = stopped(&client);
    assert!(why.contains("come back tomorrow") && why.contains("86400 s"), "{why}");
    assert_eq!(stopped(&client), why);
    assert_eq!(client.requests(), 1);
}

#[test]
fn an_account_without_money_is_not_asked_again() {
    let error = json!({"error": {"message": "You exceeded your quota", "code": "insufficient_quota"}});
    let server = always(Reply::json(429, &error));
    let client = of(&server);
    assert!(stopped(&client).contains("You exceeded your quota"));
    assert_eq!(client.requests(), 1);
}

#[test]
fn what_passes_is_tried_again() {
    for reply in [
        Reply::error(500, "oops"),
        Reply::error(408, "timeout"),
        Reply::error(409, "locked"),
        Reply::error(529, "overloaded"),
        Reply::Close,
        Reply::Truncate(r#"{"choices":[{"message":{"content":"{\"n\":1}"#.to_owned()),
    ] {
        let server = first([reply.clone(), reply.clone(), reply.clone()]);
        let client = of(&server);
        assert_eq!(ask(&client), Ok(2), "{reply:?}");
        assert_eq!((client.requests(), server.requests().len()), (4, 4), "{reply:?}");
    }
}

#[test]
fn a_failing_server_is_tried_again_later_each_time() {
    let server = first([Reply::error(500, "oops"), Reply::Close, Reply::error(500, "oops")]);
    let pace = Pace { first: Duration::from_millis(40), longest: Duration::from_millis(80), ..PACE };
    let client = Client::with_pace(options(&server.url()), pace).unwrap();
    let begun = Instant::now();
    assert_eq!(ask(&client), Ok(2));
    // Half of 40, 80 and 80 at least.
    assert!(begun.elapsed() >= Duration::from_millis(100), "{:?}", begun.elapsed());
}

#[test]
fn what_does_not_pass_fails_after_as_many_tries_as_wanted() {
    for (tries, told) in [(0, "oops"), (1, "oops"), (3, "oops (tried 3 times)")] {
        let server = always(Reply::error(500, "oops"));
        let client = client(Options { tries, ..options(&server.url()) });
        assert_eq!(failed(&client), format!("the server answered 500 Internal Server Error: {told}"));
        assert_eq!(client.requests(), u64::from(tries.max(1)));
    }
    let client = of(&always(Reply::Close));
    assert!(failed(&client).starts_with("cannot reach http://127.0.0.1:"));
}

#[test]
fn a_server_that_hangs_or_drips_is_left_in_time() {
    let drip = Reply::Drip("{".repeat(10_000), Duration::from_millis(10));
    for reply in [Reply::Hang, drip] {
        let server = always(reply.clone());
        let client =
            client(Options { timeout: Duration::from_millis(200), tries: 2, ..options(&server.url()) });
        let begun = Instant::now();
        let why = failed(&client);
        assert!(why.contains("no answer from http://127.0.0.1:"), "{why}");
        assert!(why.ends_with("within 200ms (tried 2 times)"), "{why}");
        assert!(begun.elapsed() < Duration::from_secs(10), "{reply:?}");
        assert_eq!(client.requests(), 2, "{reply:?}");
    }
}

#[test]
fn a_server_that_does_not_speak_tls_is_no_answer() {
    let server = first([]);
    let url = server.url().replace("http:", "https:");
    let client = client(Options { timeout: Duration::from_secs(2), tries: 1, ..options(&url) });
    let why = failed(&client);
    assert!(why.contains("https://127.0.0.1:"), "{why}");
}

#[test]
fn a_slow_server_is_waited_for() {
    let Reply::Whole { body, .. } = good() else { unreachable!() };
    let server = always(Reply::Drip(body, Duration::from_millis(1)));
    assert_eq!(ask(&of(&server)), Ok(2));
}

#[test]
fn an_answer_that_is_no_good_is_asked_for_once_more() {
    for wrong in ["{\"n\":", "Sure: {\"n\":1}", "[1]", "", "{\"m\":1}", "{\"n\":\"two\"}"] {
        let server = first([Reply::content(wrong)]);
        let client = of(&server);
        assert_eq!(ask(&client), Ok(2), "{wrong}");
        let [before, after]: [Request; 2] = server.requests().try_into().unwrap();
        assert_ne!(before.message("system"), after.message("system"), "the same would be answered the same");
        assert!(wrong.is_empty() || !after.message("system").contains(wrong), "{wrong}");
        assert_eq!(before.message("user"), after.message("user"));

        let server = always(Reply::content(wrong));
        let client = of(&server);
        let why = failed(&client);
        assert!(why.starts_with("the answer is "), "{why}");
        assert_eq!(client.requests(), 2, "{wrong}");
    }
}

#[test]
fn fences_and_thoughts_are_no_part_of_an_answer() {
    for content in ["```json\n{\"n\":2}\n```", "<think>{\"n\":1}?</think>\n{\"n\":2}"] {
        let server = always(Reply::content(content));
        let client = of(&server);
        assert_eq!(ask(&client), Ok(2));
        assert_eq!(client.requests(), 1);
    }
}

#[test]
fn an_answer_that_was_cut_off_is_asked_for_once_more_and_a_refusal_is_not() {
    let cut = json!({"choices": [{"finish_reason": "length", "message": {"content": "{\"n\":1}"}}]});
    let client_server = always(Reply::json(200, &cut));
    let client = of(&client_server);
    assert!(failed(&client).contains("cut off"));
    assert_eq!(client.requests(), 2);

    let refusal = json!({"choices": [{"message": {"content": null, "refusal": "I can't help with that."}}]});
    let server = always(Reply::json(200, &refusal));
    let client = of(&server);
    assert_eq!(failed(&client), "the model refused: I can't help with that.");
    assert_eq!(client.requests(), 1);
}

#[test]
fn a_huge_body_is_not_read() {
    let server = always(Reply::content(&" ".repeat(5 << 20)));
    assert_eq!(failed(&of(&server)), "the answer is longer than 1 MiB");
    let server = always(Reply::Whole { status: 400, headers: Vec::new(), body: "x".repeat(5 << 20) });
    assert_eq!(failed(&of(&server)), "the server answered 400 Bad Request");
}

#[test]
fn never_more_requests_are_made_than_may_be() {
    // Half of them fail, so that tries and second questions count, too.
    let server = Server::new(|request| match request.number % 4 {
        0 => Reply::error(500, "oops"),
        1 => Reply::content("prose"),
        _ => good(),
    });
    let client = client(Options { max_requests: Some(50), ..options(&server.url()) });
    let out_of_budget = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| (0..20).filter(|_| ask(&client) == Err(Unanswered::Budget)).count()))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    });
    assert_eq!((client.requests(), server.requests().len()), (50, 50));
    assert!(out_of_budget > 160 - 50, "{out_of_budget}");
}

#[test]
fn a_question_is_not_tried_again_beyond_the_budget() {
    for (budget, reply) in [(0, good()), (1, Reply::error(500, "oops")), (1, Reply::content("prose"))] {
        let server = always(reply);
        let client = client(Options { max_requests: Some(budget), ..options(&server.url()) });
        assert_eq!(ask(&client), Err(Unanswered::Budget));
        assert_eq!((client.requests(), server.requests().len() as u64), (budget, budget));
    }
}

#[test]
fn a_wait_that_no_request_can_follow_is_not_waited() {
    let server = always(Reply::error(429, "slow down").header("retry-after", "60"));
    let client = client(Options { max_requests: Some(1), ..options(&server.url()) });
    let begun = Instant::now();
    assert_eq!(ask(&client), Err(Unanswered::Budget));
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn what_every_question_would_meet_is_met_once() {
    for status in [401, 402, 403, 404, 405, 410, 501] {
        let server = always(Reply::error(status, "no"));
        let client = of(&server);
        let why = stopped(&client);
        assert!(why.starts_with(&format!("the server answered {status} ")) && why.ends_with(": no"), "{why}");
        // Where nothing is found, the address may be wrong.
        assert_eq!(
            why.contains(&format!("{}/v1/chat/completions", server.url())),
            matches!(status, 404 | 405)
        );
        assert_eq!(stopped(&client), why);
        assert_eq!(client.requests(), 1, "{status}");
    }
}

#[test]
fn waiting_threads_return_when_the_server_is_given_up() {
    let server = first([Reply::error(429, "slow down").header("retry-after", "60")]);
    let client = of(&server);
    let begun = Instant::now();
    thread::scope(|scope| {
        let waiting: Vec<_> = (0..4).map(|_| scope.spawn(|| ask(&client))).collect();
        while !client.gate.is_paused() {
            thread::sleep(Duration::from_millis(1));
        }
        client.gate.stop("enough".to_owned());
        let ends: Vec<_> = waiting.into_iter().map(|thread| thread.join().unwrap()).collect();
        assert!(ends.contains(&Err(Unanswered::Stopped("enough".to_owned()))), "{ends:?}");
    });
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn five_questions_in_a_row_that_nobody_hears_are_enough() {
    let client = client(Options { tries: 2, ..options(&nobody()) });
    for _ in 0..4 {
        assert!(failed(&client).starts_with("cannot reach http://127.0.0.1:"));
    }
    let why = stopped(&client);
    assert!(why.ends_with("(tried 2 times); 5 questions in a row ended so"), "{why}");
    assert_eq!(stopped(&client), why);
    assert_eq!(client.requests(), 10);
}

#[test]
fn questions_that_the_server_deals_with_break_the_row() {
    // Every fifth question, as each is tried once.
    let server = Server::new(|request| match request.number {
        5 => good(),
        10 => Reply::error(400, "too long"),
        15 => Reply::content("prose"),
        16 => Reply::content("prose"),
        _ => Reply::error(500, "oops"),
    });
    let client = client(Options { tries: 1, ..options(&server.url()) });
    for number in 1..=15 {
        assert_eq!(ask(&client).is_ok(), number == 5, "{number}");
    }
    assert!(!matches!(ask(&client), Err(Unanswered::Stopped(_))));
}

#[test]
fn an_address_that_answers_something_else_is_given_up() {
    let server = always(Reply::Whole { status: 200, headers: Vec::new(), body: "<html>".to_owned() });
    let client = of(&server);
    for _ in 0..4 {
        assert_eq!(failed(&client), "the server's answer is not JSON");
    }
    assert!(stopped(&client).starts_with("the server's answer is not JSON; 5 questions"));
    assert_eq!(client.requests(), 10);
}

/// Refuses all formats but the given one.
fn knows_only(format: &'static str) -> Server {
    Server::new(move |request| match request.body["response_format"]["type"].as_str().unwrap_or("none") {
        known if known == format => good(),
        other => Reply::error(400, &format!("This response_format type is unavailable now: {other}")),
    })
}

#[test]
fn a_format_that_the_server_does_not_know_is_not_sent_again() {
    for (format, requests) in [("json_schema", 2), ("json_object", 3), ("none", 4)] {
        let server = knows_only(format);
        let client = client(Options { tries: 1, ..options(&server.url()) });
        assert_eq!((ask(&client), ask(&client)), (Ok(2), Ok(2)), "{format}");
        assert_eq!(client.requests(), requests, "{format}");
        let last = server.requests().pop().unwrap();
        // What the server does not enforce the model is told.
        assert_eq!(last.message("system").contains("additionalProperties"), format != "json_schema");
        assert!(last.message("system").starts_with("Count."));
    }
}

#[test]
fn a_temperature_that_the_model_does_not_know_is_not_sent_again() {
    let server = Server::new(|request| match request.body.get("temperature") {
        Some(_) => Reply::error(400, "Unsupported value: 'temperature' does not support 0 with this model."),
        None => good(),
    });
    let client = of(&server);
    assert_eq!((ask(&client), ask(&client)), (Ok(2), Ok(2)));
    assert_eq!(client.requests(), 3);
    assert_eq!(server.requests()[2].body["response_format"]["type"], "json_schema");
}

#[test]
fn a_complaint_about_one_question_changes_nothing_for_the_next() {
    let server = Server::new(|request| match request.number {
        1 => Reply::error(400, "the context is too long"),
        2..=4 => Reply::error(400, "the schema is too long"),
        _ => good(),
    });
    let client = of(&server);
    assert_eq!(failed(&client), "the server answered 400 Bad Request: the context is too long");
    assert_eq!(client.requests(), 1);
    // The rest of that question's requests had less and less in them, and it was something else.
    assert_eq!(failed(&client), "the server answered 400 Bad Request: the schema is too long");
    assert_eq!(client.requests(), 4);
    assert_eq!(ask(&client), Ok(2));
    assert_eq!(server.requests()[4].body["response_format"]["type"], "json_schema");
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    let elsewhere = first([]);
    for status in [301, 302, 303, 307, 308] {
        let place = format!("{}/v1/chat/completions", elsewhere.url());
        let server = always(Reply::error(status, "moved").header("location", &place));
        let client = of(&server);
        let why = stopped(&client);
        assert!(why.contains(&place), "{why}");
        assert_eq!(client.requests(), 1);
    }
    assert_eq!(elsewhere.requests().len(), 0);
}

#[test]
fn the_key_and_what_a_terminal_acts_on_are_never_shown() {
    let padding = "x".repeat(150);
    // At the end the key would be cut in half, and the half be shown.
    let message = format!("\u{1b}[31mwrong key {KEY}\n\u{202e}{padding} {KEY}{KEY}{KEY} {padding}");
    for reply in [
        Reply::error(400, &message),
        Reply::error(401, &message),
        Reply::error(302, "").header("location", &format!("http://x.test/{KEY}")),
        Reply::Whole { status: 403, headers: Vec::new(), body: message.clone() },
        Reply::json(200, &json!({"error": message})),
        Reply::json(200, &json!({"choices": [{"message": {"refusal": message}}]})),
        Reply::content(&json!({"m": message}).to_string()),
        Reply::error(429, &message).header("retry-after", "1000"),
        Reply::error(500, &message),
    ] {
        let server = always(reply);
        let client = of(&server);
        let unanswered = ask(&client).unwrap_err();
        for shown in [unanswered.to_string(), format!("{unanswered:?}"), format!("{client:?}")] {
            assert!(!shown.contains("sk-0"), "{shown}");
            assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}'), "{shown:?}");
            assert!(shown.chars().count() < 330, "{shown}");
        }
    }
    assert!(!format!("{:?}", options("http://x.test")).contains(KEY));
}
