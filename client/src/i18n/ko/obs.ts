import type { obs as english } from "../en/obs.ts";
import type { Texts } from "../texts.ts";

export const obs: Texts<typeof english> = {
  open: "OBS로 송출",
  title: "OBS로 송출",
  intro:
    "이 페이지 대신 OBS Studio나 WHIP을 지원하는 다른 프로그램으로 송출할 수 있습니다. 송출을 시작하면 방송이 바로 시작됩니다.",
  introRehearsal:
    "실제 방송과 같은 주소, 같은 키로 송출하세요. 리허설 중에는 이곳으로만 들어오고 시청자에게는 보이지 않습니다. OBS로 리허설한 방송은 스튜디오의 이 창에서 ‘OBS로 방송 시작’을 눌러야 시작됩니다.",
  begin: "OBS로 방송 시작",
  beginHint:
    "OBS로 리허설했기 때문에 OBS가 송출해도 방송이 저절로 시작되지 않습니다. 이 버튼을 누른 다음 OBS에서 방송 시작을 누르세요. 연결을 계속 시도하던 OBS는 저절로 연결됩니다.",
  noKeyYet: "아직 상점의 스트림 키가 없습니다. 리허설을 끝내고 스튜디오에서 만들어 주세요.",
  state: { waiting: "OBS를 기다리는 중", sending: "OBS에서 송출 중", other: "다른 페이지에서 송출 중" },
  picture: "시청자가 보는 화면",
  server: "서버",
  key: "Bearer 토큰",
  keyHint:
    "상점의 스트림 키입니다. 이 키를 가진 사람은 누구나 이 상점 이름으로 방송할 수 있으니 아무에게도 보여 주지 마세요.",
  usedAt: "마지막 사용: {{when}}",
  unused: "아직 사용하지 않음",
  show: "키 보기",
  hide: "키 숨기기",
  copyServer: "서버 주소 복사",
  copyKey: "키 복사",
  copied: "복사했습니다",
  notCopied: "브라우저에서 복사를 허용하지 않았습니다. 직접 선택해서 복사해 주세요.",
  make: "스트림 키 만들기",
  rotate: "키 바꾸기",
  rotateTitle: "스트림 키를 바꿀까요?",
  rotateText: "지금 키는 바로 쓸 수 없게 되고, 그 키로 하던 송출도 끝납니다. 새 키를 OBS에 넣어 주세요.",
  rotated: "키를 바꿨습니다",
  steps: {
    title: "OBS 30 이상에서",
    service: "설정 → 방송: 서비스를 WHIP으로 고릅니다.",
    address: "위의 서버 주소와 Bearer 토큰을 붙여 넣습니다.",
    output: "설정 → 출력: H.264, 비율 제어 CBR, 키프레임 간격 1~2초, 프로파일 baseline, B 프레임 없음.",
    sound: "소리는 Opus로 보냅니다. OBS가 알아서 고릅니다.",
    simulcast:
      "OBS 32.1부터는 방송 설정에서 Simulcast를 3개 레이어로 정하세요. 연결이 약한 시청자에게 끊기는 화면 대신 작은 화면을 보냅니다.",
    start: "방송 시작을 누릅니다. 방송을 중지하면 쇼가 일시정지되고, 끝내기는 여기서 합니다.",
  },
};
