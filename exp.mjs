import { WebSocketServer, Sender } from "ws"; import { createServer } from "node:http";
import { spawn } from "node:child_process"; import {readFileSync} from "node:fs";
const mode=process.argv[2], N=+process.argv[3]||2000, rate=+process.argv[4]||10, secs=+process.argv[5]||5, size=+process.argv[6]||400;
const http=createServer(); const wss=new WebSocketServer({server:http,perMessageDeflate:false,clientTracking:false}); const socks=[];
wss.on("connection",(ws,req)=>{socks.push({ws,tcp:req.socket}); ws.on("error",()=>{});});
await new Promise(r=>http.listen(0,r));
const c=spawn("/tmp/load",[],{stdio:["pipe","pipe","inherit"]}); let res; c.stdout.setEncoding("utf8").on("data",d=>res(d));
const ask=l=>new Promise(r=>{res=r;c.stdin.write(l+"\n")});
console.log(await ask(`open ${http.address().port} / ws ${N} 64`));
await ask("count 1");
const pad="x".repeat(size-180);
const head=(n)=>n<126?Buffer.from([0x81,n]):Buffer.from([0x81,126,n>>8,n&255]);
const cpu=p=>{const t=readFileSync(`/proc/${p}/stat`,"utf8");const f=t.slice(t.lastIndexOf(")")+2).split(" ");return (+f[11]+ +f[12])*10};
const b0=cpu(process.pid), c0=cpu(c.pid); const t0=performance.now(); let seq=0; let block=0;
const total=rate*secs;
const onSent=()=>{};
await new Promise(done=>{ const tick=()=>{ 
  while(seq<total && performance.now()-t0 >= seq*1000/rate){ seq++;
  const p=Buffer.from(`42["show",{"showId":"aaaaaaaaaaaaaaaaaaaaaaaa","seq":${seq},"at":"${new Date().toISOString()}","event":"chat:posted","data":{"text":"load:1:${seq}:${process.hrtime.bigint()/1000n}: ${pad}"}}]`);
  const f=Buffer.concat([head(p.length),p]); const list=Sender.frame(p,{fin:true,opcode:1,mask:false,rsv1:false,readOnly:false});
  const s=performance.now();
  if(mode==="tcp") for(const {tcp} of socks) tcp.write(f);
  else if(mode==="send") for(const {ws} of socks) ws.send(p,{binary:false});
  else if(mode==="frame") for(const {ws} of socks) ws._sender.sendFrame(list);
  else if(mode==="frame1") for(const {ws} of socks) ws._sender.sendFrame([f],onSent);
  else if(mode==="handle") for(const {tcp} of socks) { const req=new (process.binding("stream_wrap").WriteWrap)(); req.async=false; req.oncomplete=()=>{}; tcp._handle.writeBuffer(req,f); }
  block+=performance.now()-s; }
  seq<total?setTimeout(tick,1):done(); }; tick(); });
await new Promise(r=>setTimeout(r,500));
const b1=cpu(process.pid), c1=cpu(c.pid); const rep=JSON.parse(await ask("report"));
console.log(mode,N,rate, "server us/delivery",((b1-b0)*1000/rep.delivered).toFixed(2),"client",((c1-c0)*1000/rep.delivered).toFixed(2),"pass ms",(block/seq).toFixed(1),"delivered",rep.delivered/(total*N),JSON.stringify(rep.posted));
c.stdin.end(); process.exit(0);
