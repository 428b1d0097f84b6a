import type { showCheck as en } from "../en/show-check.ts";
import type { Texts } from "../texts.ts";

export const showCheck: Texts<typeof en> = {
  title: "방송 전 점검",
  open: "점검",
  stays: "화면과 소리는 이 기기에서만 확인합니다. 전송하거나 저장하지 않아요.",
  checked: "점검 중인 내 화면 (좌우 반전)",
  camera: "내 카메라",
  microphone: "내 마이크",
  speakers: "스피커 또는 헤드폰",
  level: "마이크 소리 크기",
  picture: "화면",
  light: "조명",
  sound: "소리",
  numbers: "{{width}} × {{height}}, 초당 {{frames}}프레임",
  ready: { title: "준비 완료", text: "화면과 소리가 모두 좋습니다." },
  checking: { title: "확인하는 중…", text: "방송할 때처럼 몇 마디 말해 보세요." },
  listening: "방송할 때처럼 몇 마디 말해 보세요.",
  also: "그다음: {{what}}.",
  good: {
    picture: { title: "화질이 좋습니다", text: "충분히 선명하고 움직임이 부드럽습니다." },
    light: { title: "조명이 좋습니다", text: "얼굴과 상품이 잘 보입니다." },
    sound: { title: "소리가 좋습니다", text: "목소리가 또렷하게 들립니다." },
  },
  finding: {
    cameraGone: {
      title: "카메라 연결이 끊겼습니다",
      text: "케이블이 빠졌거나 사용이 중단되었습니다. 다시 연결하거나 다른 카메라를 선택해 주세요.",
    },
    microphoneGone: {
      title: "마이크 연결이 끊겼습니다",
      text: "케이블이 빠졌거나 사용이 중단되었습니다. 다시 연결하거나 다른 마이크를 선택해 주세요.",
    },
    noPicture: {
      title: "카메라 화면이 나오지 않습니다",
      text: "카메라의 스위치를 확인하고, 카메라를 쓰는 다른 프로그램을 닫거나 다른 카메라를 선택해 주세요.",
    },
    silent: {
      title: "소리가 들리지 않습니다",
      text: "몇 마디 말해 보세요. 계속 그대로라면 마이크가 꺼져 있거나 다른 마이크가 선택된 상태입니다.",
    },
    covered: { title: "카메라가 가려져 있습니다", text: "화면이 까맣습니다. 덮개를 열거나 캡을 빼 주세요." },
    dark: { title: "너무 어둡습니다", text: "앞쪽에 조명을 켜거나 창문을 향해 앉아 보세요." },
    clipping: {
      title: "소리가 너무 커서 깨집니다",
      text: "마이크에서 조금 떨어지거나 입력 음량을 줄여 주세요.",
    },
    backlit: {
      title: "빛이 등 뒤에 있습니다",
      text: "창문을 향해 앉거나 커튼을 닫고, 앞쪽에 조명을 놓아 주세요.",
    },
    noisy: {
      title: "주변이 시끄럽습니다",
      text: "선풍기를 끄고 창문을 닫거나 마이크에 더 가까이 가 주세요.",
    },
    quiet: { title: "소리가 너무 작습니다", text: "마이크에 더 가까이 가거나 입력 음량을 높여 주세요." },
    bright: {
      title: "너무 밝습니다",
      text: "조명을 멀리 두거나 햇빛을 피해 주세요. 하얗게 날아간 부분은 보이지 않습니다.",
    },
    slow: {
      title: "화면이 끊깁니다",
      text: "초당 프레임이 적습니다. 더 밝게 하고 이 기기의 다른 프로그램을 닫아 주세요.",
    },
    small: {
      title: "화면 해상도가 낮습니다",
      text: "흐릿하게 보일 수 있습니다. 다른 카메라를 선택하거나 카메라 설정에서 화질을 높여 주세요.",
    },
  },
  record: {
    start: "5초 녹음하기",
    again: "다시 듣기",
    none: "녹음이 끝나면 시청자가 듣게 될 내 목소리가 재생됩니다.",
    recording: "녹음 중입니다. 아무 말이나 해 보세요…",
    playing: "내 목소리입니다.",
    played: "재생이 끝났습니다. 이 창을 닫으면 사라집니다.",
    failed: "이 브라우저에서는 녹음이나 재생을 할 수 없습니다. 방송에는 영향이 없어요.",
  },
  tone: {
    play: "테스트 소리 재생",
    none: "짧고 부드러운 두 음이 나옵니다.",
    playing: "재생 중…",
    played: "들리지 않았나요? 음량을 높이거나 기기 설정에서 다른 헤드폰을 선택해 주세요.",
  },
  rest: {
    title: "연결, 재고, 배송",
    text: "리허설에서 아무도 보지 않는 가운데 연결 상태를 재고 나머지를 확인합니다.",
    open: "리허설 결과로 가기",
  },
};
