//! What an input holds, by its first bytes: text as it is, or compressed with gzip or zstd, or in UTF-16; or in the encoding that was said,
//! which no byte tells. It is unpacked as it is
//! read, so that memory stays flat whatever a small file may unpack to.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Bytes that tell what an input holds.
const TELLING: usize = 4;
/// Compressed files in compressed files are unpacked so far.
const LAYERS: usize = 3;
/// Bytes that are unpacked at a time.
const BLOCK: usize = 256 << 10;
/// Bytes that may be read ahead.
pub(super) const AHEAD: usize = 1 << 20;

/// Something that was looked into: its first bytes, then the rest.
type Begun<S> = Chain<Cursor<Vec<u8>>, S>;
type Unpacking<D> = Box<BufReader<D>>;

enum Layer<R> {
    Plain(R),
    Gzip(Unpacking<MultiGzDecoder<Begun<Layer<R>>>>),
    Zstd(Unpacking<Zstd<Begun<Layer<R>>>>),
    /// In UTF-16, or in the encoding that was said.
    Encoded(Unpacking<Encoded<Begun<Layer<R>>>>),
    /// Nothing any more.
    Empty,
}

impl<R: BufRead> Read for Layer<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Layer::Plain(input) => input.read(buffer),
            Layer::Gzip(input) => input.read(buffer).map_err(|error| damaged("gzip", error)),
            Layer::Zstd(input) => input.read(buffer).map_err(|error| damaged("zstd", error)),
            Layer::Encoded(input) => input.read(buffer),
            Layer::Empty => Ok(0),
        }
    }
}

impl<R: BufRead> BufRead for Layer<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Layer::Plain(input) => input.fill_buf(),
            Layer::Gzip(input) => input.fill_buf().map_err(|error| damaged("gzip", error)),
            Layer::Zstd(input) => input.fill_buf().map_err(|error| damaged("zstd", error)),
            Layer::Encoded(input) => input.fill_buf(),
            Layer::Empty => Ok(&[]),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Layer::Plain(input) => input.consume(count),
            Layer::Gzip(input) => input.consume(count),
            Layer::Zstd(input) => input.consume(count),
            Layer::Encoded(input) => input.consume(count),
            Layer::Empty => {}
        }
    }
}

/// Names the format where the data is at fault; a disk that cannot be read, or an inner format, has said so itself.
fn damaged(format: &str, error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let told = error.to_string();
    match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof if !told.starts_with("the ") => {
            refusal(format!("the {format} data is cut off or damaged: {told}"))
        }
        _ => error,
    }
}

/// An error whose words are the whole reason.
fn refusal(reason: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

/// An input, unpacked.
pub(super) struct Source<R> {
    /// What was read ahead, and how much of that was used.
    ahead: Vec<u8>,
    used: usize,
    /// Why no more could be read ahead: told when what came before is used up.
    failed: Option<io::Error>,
    rest: Layer<R>,
    /// What text is in that does not say so itself; `None` is UTF-8.
    encoding: Option<&'static Encoding>,
}

impl<R: BufRead> Source<R> {
    pub(super) fn new(input: R) -> Source<R> {
        Source { ahead: Vec::new(), used: 0, failed: None, rest: Layer::Plain(input), encoding: None }
    }

    /// The same, in this encoding where it does not say itself what it is in.
    pub(super) fn encoded(self, encoding: Option<&'static Encoding>) -> Source<R> {
        Source { encoding, ..self }
    }

    /// Finds out what it holds.
    ///
    /// # Errors
    /// When it cannot be read, or holds no text.
    pub(super) fn open(&mut self) -> io::Result<()> {
        for _ in 0..LAYERS {
            let start = self.first(TELLING)?;
            let layer: fn(Begun<Layer<R>>) -> Layer<R> = match start {
                [0x1f, 0x8b, ..] => {
                    |begun| Layer::Gzip(Box::new(BufReader::with_capacity(BLOCK, MultiGzDecoder::new(begun))))
                }
                [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                    |begun| Layer::Zstd(Box::new(BufReader::with_capacity(BLOCK, Zstd::new(begun))))
                }
                [b'P', b'K', 3, 4, ..] => {
                    let what = "a ZIP archive (or a spreadsheet): unpack it, or export it as CSV";
                    return Err(refusal(what.to_owned()));
                }
                [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
                    let what = "UTF-32 text: convert it with  iconv -f UTF-32 -t UTF-8 FILE";
                    return Err(refusal(what.to_owned()));
                }
                [0xff, 0xfe, ..] => |begun| Layer::encoded(begun, UTF_16LE),
                [0xfe, 0xff, ..] => |begun| Layer::encoded(begun, UTF_16BE),
                // The mark of UTF-8.
                [0xef, 0xbb, 0xbf, ..] => return Ok(()),
                _ => match self.encoding.take() {
                    Some(encoding) => return self.wrap(|begun| Layer::encoded(begun, encoding)),
                    None => return Ok(()),
                },
            };
            self.wrap(layer)?;
        }
        Ok(())
    }

    /// Puts a layer around what there is, from its first byte on.
    fn wrap(&mut self, layer: impl FnOnce(Begun<Layer<R>>) -> Layer<R>) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let begun = std::mem::take(&mut self.ahead).split_off(self.used);
        self.used = 0;
        let rest = std::mem::replace(&mut self.rest, Layer::Empty);
        self.rest = layer(Cursor::new(begun).chain(rest));
        Ok(())
    }

    /// What comes next: so many bytes (no more than [`AHEAD`]), or fewer where the input ends or breaks off before. Whatever pieces it comes in.
    ///
    /// # Errors
    /// When nothing can be read.
    pub(super) fn first(&mut self, count: usize) -> io::Result<&[u8]> {
        while self.fill_buf()?.len() < count && self.read_ahead() {}
        let there = self.fill_buf()?;
        Ok(&there[..there.len().min(count)])
    }

    /// Reads more behind what is there already; false when no more comes.
    pub(super) fn read_ahead(&mut self) -> bool {
        self.ahead.drain(..self.used);
        self.used = 0;
        if self.failed.is_some() {
            return false;
        }
        match self.rest.fill_buf() {
            Ok(read) => {
                let count = read.len();
                self.ahead.extend_from_slice(read);
                self.rest.consume(count);
                count > 0
            }
            Err(error) => {
                self.failed = Some(error);
                false
            }
        }
    }

    pub(super) fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used < self.ahead.len() {
            return Ok(&self.ahead[self.used..]);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    pub(super) fn consume(&mut self, count: usize) {
        if self.used == self.ahead.len() {
            return self.rest.consume(count);
        }
        self.used += count;
        if self.used == self.ahead.len() {
            (self.ahead, self.used) = (Vec::new(), 0);
        }
    }
}

impl<R> Source<R> {
    /// Gives back what was consumed last: it comes again.
    pub(super) fn give_back(&mut self, bytes: Vec<u8>) {
        if !self.ahead.is_empty() && bytes.len() <= self.used {
            // It still stands there. A copy each time would cost the square of what was read ahead.
            self.used -= bytes.len();
            return;
        }
        let rest = std::mem::replace(&mut self.ahead, bytes);
        self.ahead.extend_from_slice(&rest[self.used..]);
        self.used = 0;
    }
}

impl<R> Layer<R> {
    fn encoded(begun: Begun<Layer<R>>, encoding: &'static Encoding) -> Layer<R>
    where
        R: BufRead,
    {
        // The mark at the start is dropped like that of UTF-8; inside a text nobody sees it.
        let decoder = encoding.new_decoder_without_bom_handling();
        let text = Encoded { input: begun, decoder, ready: Vec::new(), given: 0, is_over: false };
        Layer::Encoded(Box::new(BufReader::with_capacity(BLOCK, text)))
    }
}

/// Unpacks zstd: frames one after the other, with their checksums.
struct Zstd<S> {
    input: S,
    decoder: FrameDecoder,
    in_frame: bool,
    /// Why the frame ends too early: told after what came before.
    broken: Option<io::Error>,
}

/// An empty last block and a checksum. The decoder holds back as much as later blocks may refer to until it sees the last one.
const END_OF_FRAME: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

impl<S: BufRead> Zstd<S> {
    fn new(input: S) -> Zstd<S> {
        Zstd { input, decoder: FrameDecoder::new(), in_frame: false, broken: None }
    }

    /// Begins with the next frame; false at the end.
    fn next_frame(&mut self) -> io::Result<bool> {
        while !self.input.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.input) {
                Ok(()) => {
                    self.in_frame = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let skipped = io::copy(&mut (&mut self.input).take(length.into()), &mut io::sink())?;
                    if skipped < length.into() {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(refused(error)),
            }
        }
        Ok(false)
    }
}

fn refused(error: FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

impl<S: BufRead> Read for Zstd<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame && !self.next_frame()? {
                return Ok(0);
            }
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if !self.decoder.is_finished() {
                let one = || BlockDecodingStrategy::UptoBlocks(1);
                if let Err(error) = self.decoder.decode_blocks(&mut self.input, one()) {
                    self.decoder.decode_blocks(&END_OF_FRAME[..], one()).map_err(refused)?;
                    self.broken = Some(refused(error));
                }
                continue;
            }
            self.in_frame = false;
            if let Some(error) = self.broken.take() {
                return Err(error);
            }
            let stated = self.decoder.get_checksum_from_data();
            if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is another"));
            }
        }
    }
}

/// Turns text of another encoding into UTF-8. What is none in it becomes a byte that is no UTF-8 either, so that the record it stands in is
/// rejected.
struct Encoded<S> {
    input: S,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    is_over: bool,
}

impl<S: BufRead> Encoded<S> {
    /// Decodes what is there; nothing at the end.
    fn decode(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() && !self.is_over {
            let bytes = self.input.fill_buf()?;
            let is_last = bytes.is_empty();
            // No byte of an encoding becomes more than three; the rest is for what the decoder has kept.
            let piece = &bytes[..bytes.len().min(BLOCK)];
            self.ready.resize(3 * piece.len() + 16, 0);
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(piece, &mut self.ready, is_last);
            self.ready.truncate(written);
            self.input.consume(read);
            match result {
                DecoderResult::Malformed(..) => self.ready.push(0xff),
                DecoderResult::InputEmpty => self.is_over = is_last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<S: BufRead> Read for Encoded<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.decode()?;
        }
        let count = (self.ready.len() - self.given).min(buffer.len());
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
