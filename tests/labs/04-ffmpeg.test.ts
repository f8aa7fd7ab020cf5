import { testLab } from './lab-tests.ts';

const sound = "'-c:a', 'aac', '-b:a', String(aacBitrateBitsPerSecond), '-ac', '2'";
const resampling = "  ...['-af', 'aresample=async=1000'],\n";

testLab('ffmpeg', {
  // What arrives late proves nothing, so not too many at once.
  atOnce: 2,
  rightAnswers: ['by-arrival-time', 'numbered-from-the-clock'],
  wrongAnswers: {
    'no output': {
      edits: [['  `${outputDirectory}/index.m3u8`,\n', '']],
      fails: ['runs', 'ffmpeg-refuses'],
    },
    'an option and its value in one argument': {
      edits: [["'-c:v', 'copy'", "'-c:v copy'"]],
      fails: ['runs', 'ffmpeg-refuses'],
    },
    'a sound that is copied and filtered': {
      edits: [["'-c:a', 'aac'", "'-c:a', 'copy'"]],
      fails: ['runs', 'ffmpeg-refuses'],
    },
    'listening to the whole network': {
      edits: [["  ...['-localaddr', mediaAddress],\n", '']],
      fails: ['runs', 'open-to-network'],
    },
    'segments of another profile': {
      edits: [['String(profile.segmentSeconds - 0.1)', "'4'"]],
      fails: ['segments', 'wrong-length'],
    },
    'no patience for a keyframe that comes early': {
      edits: [['profile.segmentSeconds - 0.1', 'profile.segmentSeconds']],
      fails: ['segments', 'wrong-length'],
    },
    'cut by the clock, not at keyframes': {
      edits: [["'delete_segments+", "'split_by_time+delete_segments+"]],
      fails: ['segments', 'no-keyframe'],
    },
    'fragmented MP4': {
      edits: [["'-hls_segment_type', 'mpegts'", "'-hls_segment_type', 'fmp4'"]],
      fails: ['segments', 'not-mpeg-ts'],
    },
    'a playlist of another name': {
      edits: [['/index.m3u8', '/playlist.m3u8']],
      fails: ['segments', 'no-playlist'],
    },
    'the picture encoded again': {
      edits: [["'-c:v', 'copy'", "'-c:v', 'libx264'"]],
      fails: ['segments', 'no-playlist'],
    },
    'the picture encoded again, with keyframes': {
      edits: [
        [
          "'-c:v', 'copy'",
          "'-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-sc_threshold', '0'",
        ],
      ],
      fails: ['video-untouched', 'encoded-again'],
    },
    'no picture': {
      edits: [["['-map', '0:v:0', '-c:v', 'copy']", '[]']],
      fails: ['video-untouched', 'no-video'],
    },
    'the sound copied': {
      edits: [
        [sound, "'-c:a', 'copy'"],
        [resampling, ''],
      ],
      fails: ['sound', 'no-aac'],
    },
    'FFmpeg’s own bitrate': {
      edits: [["'-b:a', String(aacBitrateBitsPerSecond), ", '']],
      fails: ['sound', 'wrong-bitrate'],
    },
    'no sound': {
      edits: [
        ["'-map', '0:a:0', ", ''],
        [resampling, ''],
      ],
      fails: ['sound', 'no-aac'],
    },
    'a sound that is late': {
      edits: [['aresample=async=1000', 'aresample=async=1000,adelay=300:all=1']],
      fails: ['in-sync', 'out-of-sync'],
    },
    'holes in the sound': {
      edits: [[resampling, '']],
      fails: ['sound-gap', 'hole-in-sound'],
    },
    'a picture that waits for the sound': {
      edits: [["  ...['-max_interleave_delta', '1000000'],\n", '']],
      fails: ['sound-gap', 'picture-waits'],
    },
    'FFmpeg’s own list size': {
      edits: [["  ...['-hls_list_size', String(profile.playlistSegments)],\n", '']],
      fails: ['rolls', 'wrong-list-size'],
    },
    'files for ever': {
      edits: [['delete_segments+', '']],
      fails: ['old-segments', 'never-deleted'],
    },
    'files deleted while viewers need them': {
      edits: [
        [
          "  ...['-hls_delete_threshold', String(Math.ceil(profile.playlistSegments * 1.5))],\n",
          '',
        ],
      ],
      fails: ['old-segments', 'deleted-too-early'],
    },
    'files deleted a segment too early': {
      edits: [['Math.ceil(profile.playlistSegments * 1.5)', 'profile.playlistSegments']],
      fails: ['old-segments', 'deleted-too-early'],
    },
    'an end': {
      edits: [['+omit_endlist', '']],
      fails: ['open', 'endlist'],
    },
    'files written in place': {
      edits: [['+temp_file', '']],
      fails: ['open', 'written-in-place'],
    },
  },
});
