'use strict';
/*
 * Uses image-node-sdk 1.0.7 as its users do, and prints each answer after its step's name.
 * Arguments: appid, bucket, secret id, secret key, three photos of Ann, one of Bob, something that
 * is no photo, the address of a photo of Bob.
 */
const fs = require('fs');
const { ImageClient } = require('image-node-sdk');

const [AppId, bucket, SecretId, SecretKey, ...files] = process.argv.slice(2);
const [ann, annAgain, annThird, bob, noPhoto, bobUrl] = files;
const client = new ImageClient({ AppId, SecretId, SecretKey });
const headers = { 'content-type': 'multipart/form-data' };
const groups = { 'group_ids[0]': 'tencent-beijing', 'group_ids[1]': 'qq' };
let face;

const json = data => ({ data: { bucket, ...data } });
const photos = parts => {
  const formData = { bucket };
  Object.entries(parts).forEach(([name, value]) => {
    formData[name] = files.includes(value) ? fs.createReadStream(value) : value;
  });
  return { formData, headers };
};

const steps = [
  ['new-ann', () => client.faceNewPerson(photos({
    person_id: 'ann', ...groups, image: ann, person_name: 'Ann', tag: 'first floor',
  }))],
  ['new-ann-twice', () => client.faceNewPerson(photos({
    person_id: 'ann', ...groups, image: ann, person_name: 'Ann', tag: 'first floor',
  }))],
  ['new-bob-url', () => client.faceNewPerson(json({
    person_id: 'bob', group_ids: ['tencent-beijing', 'qq'], url: bobUrl, person_name: 'Bob',
  }))],
  ['new-no-photo', () => client.faceNewPerson(photos({
    person_id: 'eve', ...groups, image: noPhoto,
  }))],
  ['identify', () => client.faceIdentify(photos({
    group_id: 'tencent-beijing', image: annAgain,
  }))],
  ['identify-nowhere', () => client.faceIdentify(photos({
    group_id: 'nowhere', image: annAgain,
  }))],
  ['verify', () => client.faceVerify(photos({ person_id: 'ann', image: annAgain }))],
  ['verify-other', () => client.faceVerify(photos({ person_id: 'bob', image: annAgain }))],
  ['compare', () => client.faceCompare(photos({ imageA: ann, imageB: annAgain }))],
  ['compare-second-bad', () => client.faceCompare(photos({ imageA: ann, imageB: noPhoto }))],
  ['add', () => client.faceAddFace(photos({
    person_id: 'ann', 'images[0]': annAgain, 'images[1]': annThird, tag: 'with glasses',
  }))],
  ['add-same', () => client.faceAddFace(photos({ person_id: 'ann', 'images[0]': annAgain }))],
  ['delete-face', () => client.faceDelFace(json({ person_id: 'ann', face_ids: [face] }))],
  ['face-ids', () => client.faceGetFaceIds(json({ person_id: 'ann' }))],
  ['set-info', () => client.faceSetInfo(json({
    person_id: 'ann', person_name: 'Ann 安', tag: 'second floor',
  }))],
  ['info', () => client.faceGetInfo(json({ person_id: 'ann' }))],
  ['groups', () => client.faceGetGpIds(json({}))],
  ['persons', () => client.faceGetPersonIds(json({ group_id: 'tencent-beijing' }))],
  ['delete', () => client.faceDelPerson(json({ person_id: 'ann' }))],
  ['delete-again', () => client.faceDelPerson(json({ person_id: 'ann' }))],
];

async function run() {
  for (const [name, step] of steps) {
    const { body } = await step();
    const answer = JSON.parse(body);
    face = name === 'add' ? answer.data.face_ids[0] : face;
    console.log(`STEP ${name} ${JSON.stringify(answer)}`);
  }
}

run().catch(error => {
  console.error(error);
  process.exit(1);
});
